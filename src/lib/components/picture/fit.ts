import { graphemesOf } from '../../view/shared/graphemes.ts';

/**
 * Text in lines that stay within a width. A picture has no layout of its own and fonts are not read here, so
 * widths are what the bold font has at most by kinds of character: lines end a little early, never too late.
 */

/** In em, by the first kind that fits. */
const WIDTHS: readonly [RegExp, number][] = [
	[/[\p{M}\p{Cf}]/u, 0],
	[/[\u2e80-\u{3ffff}]/u, 1],
	[/[ijl.,:;!|'’·\s]/u, 0.32],
	[/[frtI()[\]\-"“”]/u, 0.48],
	[/[mwMW@%&—…]/u, 1],
	[/[a-z0-9×–+]/u, 0.66],
	[/[A-Z]/u, 0.82],
	[/\p{Ll}/u, 1],
	[/./u, 1.15]
];
/** Of the regular font to the bold one. */
const REGULAR = 0.95;

/** How wide a text is at most, in the unit of `size`. */
export function widthOf(text: string, size: number, bold = false): number {
	let em = 0;
	for (const character of text) em += WIDTHS.find(([kind]) => kind.test(character))?.[1] ?? 0;
	return em * size * (bold ? 1 : REGULAR);
}

export type Within = { width: number; size: number; most: number; bold?: boolean };

/** Where a line may end: after a word with its spaces, or after a Chinese character with what must follow it. */
const PIECES = /[\u2e80-\u{3ffff}][，。、；：！？）】》」』”’]*|[^\s\u2e80-\u{3ffff}]+\s*|\s+/gu;

/** The text in lines of a width, `most` of them; the last ends with an ellipsis where there is more. */
export function linesOf(text: string, { width, size, most, bold }: Within): string[] {
	const fits = (line: string) => widthOf(line.trimEnd(), size, bold) <= width;
	const pieces = (text.replace(/\s+/gu, ' ').trim().match(PIECES) ?? []).flatMap((piece) =>
		fits(piece) ? [piece] : graphemesOf(piece)
	);
	const lines: string[] = [];
	let line = '';
	for (const piece of pieces) {
		if (line && !fits(line + piece)) {
			lines.push(line.trimEnd());
			line = '';
		}
		line += piece;
	}
	if (line) lines.push(line.trimEnd());
	if (lines.length <= most) return lines;
	let last = graphemesOf(lines[most - 1]!);
	while (last.length > 0 && !fits(`${last.join('')}…`)) last = last.slice(0, -1);
	return [...lines.slice(0, most - 1), `${last.join('').trimEnd()}…`];
}
