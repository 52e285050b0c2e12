import { METHOD_CONSTANTS, NO_CRITERIA_CAP, type Constants } from './constants.ts';
import type { RevisionAt, Version } from './history.ts';
import { itemsOf, valueOf, type Item } from './items.ts';

/** How far the evidence of an update covers the criteria, 0–1. */
export type Coverage = {
	/** c: with what each item is worth. */
	valued: number;
	/** c1: as if each item were worth 1. */
	full: number;
};

/**
 * Over every revision effective by the day, of which the last is in force: each version of the promise
 * counts, and the lowest decides. `needed` is k, the number of criteria that the goal has to answer for.
 */
export function coverageOf(
	revisions: readonly RevisionAt[],
	version: Version,
	needed: number,
	constants: Constants = METHOD_CONSTANTS
): Coverage {
	const items = itemsOf(version.update);
	if (items.length === 0) return { valued: 0, full: 0 };
	const worth = (item: Item) => valueOf(item, constants);
	if (needed === 0) {
		const highest = Math.max(...items.map(worth));
		return { valued: Math.min(NO_CRITERIA_CAP, highest), full: 1 };
	}
	return {
		valued: lowestShare(revisions, bestValues(version, worth), needed),
		full: lowestShare(
			revisions,
			bestValues(version, () => 1),
			needed
		)
	};
}

function lowestShare(
	revisions: readonly RevisionAt[],
	best: ReadonlyMap<number, number>,
	needed: number
): number {
	const { ids: kept } = revisions.at(-1)!;
	const sum = (ids: readonly number[]) => ids.reduce((total, id) => total + (best.get(id) ?? 0), 0);
	const isKept = new Set(kept);
	let lowest = sum(kept) / needed;
	for (const { ids } of revisions)
		if (ids.length > 0)
			lowest = Math.min(lowest, sum(ids.filter((id) => isKept.has(id))) / ids.length);
	return lowest;
}

/** The highest value of an item naming it, by the identity of the criterion. */
function bestValues({ update, ids }: Version, worth: (item: Item) => number): Map<number, number> {
	const best = new Map<number, number>();
	for (const item of itemsOf(update))
		for (const index of item.criteria) {
			const id = ids[index];
			if (id !== undefined) best.set(id, Math.max(best.get(id) ?? 0, worth(item)));
		}
	return best;
}
