import type { FileUpdate } from '../file/file.ts';
import { m } from '../../paraglide/messages.js';
import { difference, type Difference } from './differences.ts';
import type { Match } from './match.ts';
import type { Path } from '../file/problem.ts';

/** An update as the record names it: every one has a key there. */
export type KeyedUpdate = FileUpdate & { key: string };

/**
 * Identities for matching a goal's updates: the key where both sides have it, else the day, with
 * reports and corrections apart because the record may hold them in another order on one day.
 */
export function updateIds(updates: readonly FileUpdate[], others: readonly FileUpdate[]): string[] {
	const shared = new Set(others.map((update) => update.key));
	return updates.map(({ key, effective_on, corrects }) =>
		key !== undefined && shared.has(key)
			? `key ${key}`
			: `${corrects === undefined ? 'report' : 'correction'} ${effective_on}`
	);
}

/**
 * The updates of the file under the keys that the record has or will have for them, with `corrects`
 * rewritten to match; `recordKeys` translates the file's own keys. A new update without a key gets its
 * day, then its day with -2, -3 and so on.
 */
export function keyUpdates(
	updates: readonly FileUpdate[],
	recorded: readonly FileUpdate[],
	{ recordedAt }: Match
): { updates: KeyedUpdate[]; recordKeys: Map<string, string> } {
	const taken = new Set([...updates, ...recorded].map((update) => update.key));
	const recordKeys = new Map<string, string>();
	const keyed = updates.map((update, index) => {
		const at = recordedAt[index];
		const recordedKey = at === undefined ? undefined : recorded[at]?.key;
		const key = recordedKey ?? update.key ?? freeKey(update.effective_on, taken);
		taken.add(key);
		if (update.key !== undefined) recordKeys.set(update.key, key);
		if (update.corrects === undefined) return { ...update, key };
		return { ...update, key, corrects: recordKeys.get(update.corrects) ?? update.corrects };
	});
	return { updates: keyed, recordKeys };
}

function freeKey(day: string, taken: ReadonlySet<string | undefined>): string {
	let key = day;
	for (let count = 2; taken.has(key); count++) key = `${day}-${count}`;
	return key;
}

/**
 * A key may be added to an update that was recorded under one made from its day, so that a review can
 * name it. A key that somebody gave does not change.
 */
export function keyDifferences(
	updates: readonly FileUpdate[],
	recorded: readonly FileUpdate[],
	{ recordedAt }: Match,
	path: Path
): Difference[] {
	return updates.flatMap(({ key }, index) => {
		const at = recordedAt[index];
		const other = at === undefined ? undefined : recorded[at];
		if (key === undefined || !other || key === other.key || isMadeFromDay(other)) return [];
		const message = m.import_recorded_key({ key, recorded: other.key ?? '' });
		return [difference([...path, index, 'key'], message, other.key, key)];
	});
}

function isMadeFromDay({ key, effective_on }: FileUpdate): boolean {
	return key !== undefined && /^(-\d+)?$/.test(key.replace(effective_on, ''));
}
