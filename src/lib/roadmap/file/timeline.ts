import { originals } from '../../record/corrections.ts';
import type { FileUpdate } from './file.ts';

/**
 * For each update of a goal's list the index of the original that it stands in place of, through a chain of
 * corrections; its own where it corrects nothing, or nothing that comes before it.
 */
export function originalsOf(updates: readonly FileUpdate[]): number[] {
	const byKey = new Map<string, number>();
	const corrected = updates.map(({ key, corrects }, index) => {
		const found = corrects === undefined ? undefined : byKey.get(corrects);
		if (key !== undefined && !byKey.has(key)) byKey.set(key, index);
		return found;
	});
	const original = originals<number>((index) => corrected[index]);
	return updates.map((_, index) => original(index));
}
