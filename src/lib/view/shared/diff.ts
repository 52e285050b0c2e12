import { diffArrays } from 'diff';
import { graphemesOf, wholeClusters } from './graphemes.ts';

export type DiffPart = { text: string; change: 'same' | 'added' | 'removed' };

/** One part of a goal's text that a revision changed. */
export type ChangedPart = { name: string; parts: DiffPart[]; note?: string };

/** Texts further apart than this are shown as one removed and one added, as they would read anyway. */
const MAX_EDITS = 600;

/** After the end of a sentence or line, where what stays is sought first. */
const SENTENCES = /(?<=[。！？；\n]|[.!?;]\s)/u;

/** White space, a word with what may stand inside one (joiners and soft hyphens too), or a single sign. */
const PIECES = /\s+|[\p{L}\p{M}\p{N}\xad\u200c\u200d]+(?:['’]\p{L}+|(?<=\p{N})[.,]\p{N}+)*|./gsu;
const SPACED_SCRIPT = /^(?:\s|[\p{Script=Latin}\p{M}\p{N}\xad'’.,]+$)/u;

/** Words by dictionary where a script sets no spaces; the script of a text says which, whatever the tag here. */
const dictionary = new Intl.Segmenter('zh', { granularity: 'word' });
/** Nobody writes more without a space or a stop, and one change in it would have all of it told anew. */
const LONGEST_RUN = 4_000;

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

/** What became of lines that are facts: each stands as a whole, for an address is not read by words. */
export function lineDiff(before: readonly string[], after: readonly string[]): DiffPart[] {
	return diffArrays([...before], [...after]).flatMap(({ value, added, removed }, index) => [
		...(index > 0 ? [{ text: '\n', change: 'same' as const }] : []),
		{ text: value.join('\n'), change: added ? 'added' : removed ? 'removed' : 'same' }
	]);
}

/** `before` and `after` as pairs of texts, in order: either equal, or one in place of the other. */
function hunks(before: string, after: string): [string, string][] {
	const sentences = (text: string) => wholeClusters(text.split(SENTENCES));
	const parts = diff(sentences(before), sentences(after));
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

/** The text cut into words, spaces and signs, which make it up again; never inside what reads as one character. */
export function wordsOf(text: string): string[] {
	const pieces = (text.match(PIECES) ?? []).flatMap((piece) => {
		if (SPACED_SCRIPT.test(piece)) return piece;
		if (piece.length > LONGEST_RUN) return graphemesOf(piece);
		return Array.from(dictionary.segment(piece), ({ segment }) => segment);
	});
	return wholeClusters(pieces);
}

/**
 * The same with neighbours of one kind made one, and with a space between two changes taken into them,
 * so that a phrase that was replaced or put in reads as one.
 */
export function joined(parts: readonly DiffPart[]): DiffPart[] {
	const result: DiffPart[] = [];
	const open = { removed: '', added: '' };
	const flush = () => {
		for (const change of ['removed', 'added'] as const) {
			if (open[change]) result.push({ text: open[change], change });
			open[change] = '';
		}
	};
	const rest = parts.filter(({ text }) => text).map((part) => ({ ...part }));
	for (let at = 0; at < rest.length; at += 1) {
		const { text, change } = rest[at]!;
		const [next, afterNext] = [rest[at + 1], rest[at + 2]];
		if (change !== 'same') open[change] += text;
		else if (open.removed && open.added && isReplaced(next, afterNext) && SPACE.test(text)) {
			open.removed += text;
			open.added += text;
		} else if (isMore(open, text, next) && !isReplaced(next, afterNext)) {
			// The space before what was put in and the one at its end are alike: either may be the new one.
			open[next.change] += text + next.text.slice(0, -text.length);
			rest[at + 1] = { text, change: 'same' };
		} else {
			flush();
			const last = result.at(-1);
			if (last?.change === 'same') last.text += text;
			else result.push({ text, change });
		}
	}
	flush();
	return result;
}

type Change = DiffPart & { change: 'removed' | 'added' };

const SPACE = /^[^\S\n]+$/;

const isReplaced = (part: DiffPart | undefined, next: DiffPart | undefined) =>
	part?.change === 'removed' && next?.change === 'added';

/** Whether `next`, after that space, goes on with what is open already. */
function isMore(
	open: Record<Change['change'], string>,
	space: string,
	next: DiffPart | undefined
): next is Change {
	if (!next || next.change === 'same' || !open[next.change]) return false;
	return SPACE.test(space) && next.text.endsWith(space);
}
