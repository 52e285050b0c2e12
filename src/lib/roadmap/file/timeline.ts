import type { FileUpdate } from './file.ts';

/** Where things stand on a day, in the lists of a roadmap file. They are in order of day. */

/**
 * For each update the index of the original that it stands in place of, through a chain of
 * corrections; its own where it corrects nothing, or nothing that comes before it.
 */
export function originalsOf(updates: readonly FileUpdate[]): number[] {
	const byKey = new Map<string, number>();
	const originals: number[] = [];
	updates.forEach((update, index) => {
		const corrected = update.corrects === undefined ? undefined : byKey.get(update.corrects);
		originals.push(corrected ?? index);
		if (update.key !== undefined && !byKey.has(update.key))
			byKey.set(update.key, corrected ?? index);
	});
	return originals;
}

/** Whether some update stands at grade 4 on `day`, with the corrections effective by then. */
export function standsDelivered(updates: readonly FileUpdate[], day: string): boolean {
	const originals = originalsOf(updates);
	const standing = new Map<number, FileUpdate>();
	updates.forEach((update, index) => {
		if (update.effective_on <= day) standing.set(originals[index]!, update);
	});
	return [...standing.values()].some((update) => update.grade === 4);
}
