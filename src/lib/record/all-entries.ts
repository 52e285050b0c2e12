import type { Entry } from './entries.ts';
import type { RawEntry } from './raw.ts';
import type { Organization, RecordState } from './state.ts';

/** What is asked of all entries together, those kept raw among them. */

/**
 * The number of the first entry from which on this program cannot say what the organization's figures
 * are; null where it can. An entry of an unknown kind is none.
 */
export function unreadFrom({ raw }: Organization): number | null {
	return raw.find((entry) => entry.raw !== 'kind')?.seq ?? null;
}

/** Every entry of the organization in record order, those kept raw in their places. */
export function allEntries({ entries, raw }: Organization): (Entry | RawEntry)[] {
	return raw.length === 0 ? entries : [...entries, ...raw].sort((a, b) => a.seq - b.seq);
}

/** The number of the organization's last entry, whether it could be read or not. */
export function lastNumber({ entries, raw }: Organization): number {
	return Math.max(entries.at(-1)?.seq ?? 0, raw.at(-1)?.seq ?? 0);
}

/** Slugs that raw entries name and of which no registration could be read, in record order. */
export function unregistered({ organizations, raw }: RecordState): string[] {
	const slugs = raw.flatMap(({ organization }) => organization ?? []);
	return [...new Set(slugs)].filter((slug) => !organizations.has(slug));
}
