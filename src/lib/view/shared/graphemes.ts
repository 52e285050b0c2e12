/** Characters as readers see them: an emoji of a family, a letter with its marks, a flag. */

const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What can be part of a cluster of several: without any of these, each code point is one. */
const JOINING =
	/\p{M}|\p{Cf}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[\r\u0d4e]|[\u0e33\u0eb3]|[\u{11000}-\u{11fff}]|[\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff]|\uff9e|\uff9f/u;

/** The clusters of a text, which make it up again. */
export function graphemesOf(text: string): string[] {
	if (!JOINING.test(text)) return [...text];
	return Array.from(clusters.segment(text), ({ segment }) => segment);
}

/** Pieces that make up a text, each with the next where they would have cut a cluster in two. */
export function wholeClusters(pieces: readonly string[]): string[] {
	const text = pieces.join('');
	if (!JOINING.test(text)) return pieces.filter(Boolean);
	const ends = new Set<number>();
	let end = 0;
	for (const cluster of graphemesOf(text)) ends.add((end += cluster.length));
	const whole: string[] = [];
	let [at, open] = [0, ''];
	for (const piece of pieces) {
		at += piece.length;
		open += piece;
		if (!ends.has(at)) continue;
		whole.push(open);
		open = '';
	}
	return whole;
}

/** The last place up to `at` at which the text can be cut. */
export function cutBefore(text: string, at: number): number {
	return clusters.segment(text).containing(at)?.index ?? text.length;
}

/** The text, or its beginning with an ellipsis, in `most` units at most. */
export function clipped(text: string, most: number): string {
	return text.length <= most ? text : `${text.slice(0, cutBefore(text, most - 1)).trimEnd()}…`;
}
