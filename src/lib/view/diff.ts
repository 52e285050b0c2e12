import { diffArrays } from 'diff';

export type DiffPart = { text: string; change: 'same' | 'added' | 'removed' };

/** Texts further apart than this are shown as one removed and one added, as they would read anyway. */
const MAX_EDITS = 600;

/** After the end of a sentence or line, where what stays is sought first. */
const SENTENCES = /(?<=[。！？；\n]|[.!?;]\s)/u;

/** White space, a word with what may stand inside one, or a single sign. */
const PIECES = /\s+|[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+|(?<=\p{N})[.,]\p{N}+)*|./gsu;
const SPACED_SCRIPT = /^(?:\s|[\p{Script=Latin}\p{M}\p{N}'’.,]+$)/u;

/** Words by dictionary where a script, such as Chinese, sets no spaces. */
const dictionary = new Intl.Segmenter('zh', { granularity: 'word' });
/** The segmenter copies the whole text for each word, so that it must never be given a long one. */
const LONGEST_RUN = 64;

/**
 * What became of `before`, word by word; a single `same` part where nothing did. What is the same and
 * removed makes up `before`, what is the same and added `after`, to the character.
 */
export function wordDiff(before: string, after: string): DiffPart[] {
	if (before === after) return after ? [{ text: after, change: 'same' }] : [];
	const parts: DiffPart[] = [];
	for (const [was, is] of hunks(before, after)) {
		if (was === is) parts.push({ text: is, change: 'same' });
		else parts.push(...(diff(wordsOf(was), wordsOf(is)) ?? replaced(was, is)));
	}
	return joined(parts);
}

/** `before` and `after` as pairs of texts, in order: either equal, or one in place of the other. */
function hunks(before: string, after: string): [string, string][] {
	const parts = diff(before.split(SENTENCES), after.split(SENTENCES));
	if (!parts) return [[before, after]];
	const pairs: [string, string][] = [];
	let [was, is] = ['', ''];
	for (const { text, change } of parts) {
		if (change !== 'added') was += text;
		if (change !== 'removed') is += text;
		if (change !== 'same') continue;
		pairs.push([was.slice(0, -text.length), is.slice(0, -text.length)], [text, text]);
		[was, is] = ['', ''];
	}
	return [...pairs, [was, is]];
}

/** Undefined where the two are too far apart. */
function diff(before: string[], after: string[]): DiffPart[] | undefined {
	return diffArrays(before, after, { maxEditLength: MAX_EDITS })?.map(
		({ value, added, removed }) => ({
			text: value.join(''),
			change: added ? 'added' : removed ? 'removed' : 'same'
		})
	);
}

function replaced(before: string, after: string): DiffPart[] {
	return [
		{ text: before, change: 'removed' },
		{ text: after, change: 'added' }
	];
}

/** The text cut into words, spaces and signs, which make it up again. */
export function wordsOf(text: string): string[] {
	return (text.match(PIECES) ?? []).flatMap((piece) => {
		if (SPACED_SCRIPT.test(piece)) return piece;
		if (piece.length > LONGEST_RUN) return [...piece];
		return Array.from(dictionary.segment(piece), ({ segment }) => segment);
	});
}

/**
 * The same with neighbours of one kind made one, and with a space between two changes taken into both,
 * so that a phrase that was replaced reads as one.
 */
export function joined(parts: readonly DiffPart[]): DiffPart[] {
	const result: DiffPart[] = [];
	let removed = '';
	let added = '';
	const flush = () => {
		if (removed) result.push({ text: removed, change: 'removed' });
		if (added) result.push({ text: added, change: 'added' });
		[removed, added] = ['', ''];
	};
	const shown = parts.filter(({ text }) => text);
	shown.forEach(({ text, change }, index) => {
		if (change === 'removed') removed += text;
		else if (change === 'added') added += text;
		else if (removed && added && isReplaced(shown, index + 1) && /^[^\S\n]+$/.test(text)) {
			removed += text;
			added += text;
		} else {
			flush();
			const last = result.at(-1);
			if (last?.change === 'same') last.text += text;
			else result.push({ text, change });
		}
	});
	flush();
	return result;
}

const isReplaced = (parts: readonly DiffPart[], at: number) =>
	parts[at]?.change === 'removed' && parts[at + 1]?.change === 'added';
