import { m } from '../../paraglide/messages.js';
import { difference, type Difference } from './differences.ts';
import type { Path } from '../file/problem.ts';

/** Which item of the file is which of the record, in one list of a goal. */
export type Match = {
	/** For each item of the file the index of the same item in the record; undefined where it is new. */
	recordedAt: (number | undefined)[];
	/** Indexes of the recorded items that the file does not have. */
	missing: number[];
};

/**
 * Pairs items by identity; of items with the same identity the first goes with the first, the second
 * with the second.
 */
export function match(recordedIds: readonly string[], fileIds: readonly string[]): Match {
	const waiting = Map.groupBy(recordedIds.keys(), (index) => recordedIds[index]!);
	const recordedAt = fileIds.map((id) => waiting.get(id)?.shift());
	const missing = [...waiting.values()].flat().sort((a, b) => a - b);
	return { recordedAt, missing };
}

export function hasNew({ recordedAt }: Match): boolean {
	return recordedAt.includes(undefined);
}

/**
 * A file with fewer items than the record is an older one. A file that lacks some and adds others
 * tells another history.
 */
export function missingDifferences(
	found: Match,
	recorded: readonly unknown[],
	item: 'revision' | 'update' | 'review' | 'judgement' | 'check',
	path: Path
): Difference[] {
	if (!hasNew(found)) return [];
	return found.missing.map((index) => {
		return difference(path, m.import_lacks({ item }), recorded[index], undefined);
	});
}

/**
 * A difference for each item that stands in front of items recorded before it: the order of the
 * record cannot change. Only items with the same `group` have an order between them.
 */
export function orderDifferences(
	{ recordedAt }: Match,
	items: readonly unknown[],
	groups: readonly string[],
	path: Path
): Difference[] {
	const last = new Map<string, number>();
	recordedAt.forEach((at, index) => {
		if (at !== undefined) last.set(groups[index]!, index);
	});
	const reached = new Map<string, number>();
	return recordedAt.flatMap((at, index) => {
		const group = groups[index]!;
		if (at === undefined) {
			if (index > (last.get(group) ?? -1)) return [];
			return [difference([...path, index], m.import_new_in_front(), undefined, items[index])];
		}
		const before = reached.get(group) ?? -1;
		reached.set(group, Math.max(before, at));
		if (at > before) return [];
		return [difference([...path, index], m.import_order_of_record(), undefined, items[index])];
	});
}
