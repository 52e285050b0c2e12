import { diffArrays } from 'diff';
import { joined, wordDiff, wordsOf, type DiffPart } from './diff.ts';

/** An item of a list that stayed, maybe changed, or was removed (`after` null) or added (`before` null). */
type Pair = { before: string | null; after: string | null };

/** With more items than this on either side of one change, they are not compared in pairs. */
const MOST_COMPARED = 60;
/** Two items are taken for one that was changed where they share more than this of their words, 0–1. */
const ALIKE = 0.4;
/** Characters of an item that this is told by. */
const COMPARED_LENGTH = 2000;

/**
 * What became of a numbered list, an item a line: items that stayed are compared word by word, under
 * the number that they have now. Items that were removed keep the number that they had.
 */
export function listDiff(before: readonly string[], after: readonly string[]): DiffPart[] {
	let [was, is] = [0, 0];
	const parts = pairs(before, after).flatMap((pair, index) => {
		if (pair.before !== null) was += 1;
		if (pair.after !== null) is += 1;
		const line: DiffPart[] = index > 0 ? [{ text: '\n', change: 'same' }] : [];
		if (pair.before === null) line.push({ text: `${is}. ${pair.after}`, change: 'added' });
		else if (pair.after === null) line.push({ text: `${was}. ${pair.before}`, change: 'removed' });
		else line.push({ text: `${is}. `, change: 'same' }, ...wordDiff(pair.before, pair.after));
		return line;
	});
	return joined(parts);
}

function pairs(before: readonly string[], after: readonly string[]): Pair[] {
	const result: Pair[] = [];
	let removed: string[] = [];
	for (const { value, added, removed: gone } of diffArrays([...before], [...after])) {
		if (gone) {
			removed = value;
			continue;
		}
		result.push(...matched(removed, added ? value : []));
		removed = [];
		if (!added) result.push(...value.map((text) => ({ before: text, after: text })));
	}
	return [...result, ...matched(removed, [])];
}

/** Pairs the items that are alike, in order; what is left was removed or added. */
function matched(before: readonly string[], after: readonly string[]): Pair[] {
	const compared = before.length <= MOST_COMPARED && after.length <= MOST_COMPARED;
	const others = compared ? after.map(wordSet) : [];
	const result: Pair[] = [];
	let from = 0;
	for (const item of before) {
		const at = mostAlike(wordSet(item), others, from);
		if (at === -1) result.push({ before: item, after: null });
		else {
			result.push(...after.slice(from, at).map((text) => ({ before: null, after: text })));
			result.push({ before: item, after: after[at]! });
			from = at + 1;
		}
	}
	return [...result, ...after.slice(from).map((text) => ({ before: null, after: text }))];
}

function mostAlike(item: Set<string>, others: readonly Set<string>[], from: number): number {
	let best = -1;
	let share = ALIKE;
	for (let at = from; at < others.length; at += 1) {
		const now = alike(item, others[at]!);
		if (now > share) [best, share] = [at, now];
	}
	return best;
}

/** The share of the words of both that they have in common, 0–1. */
function alike(a: Set<string>, b: Set<string>): number {
	const common = [...a].filter((word) => b.has(word)).length;
	return (2 * common) / (a.size + b.size || 1);
}

const wordSet = (text: string) =>
	new Set(wordsOf(text.slice(0, COMPARED_LENGTH)).filter((word) => /[\p{L}\p{N}]/u.test(word)));
