import type { Entry } from './entries.ts';
import type { Organization, RecordState } from './state.ts';

/**
 * What is newer than this program, or does not fit what it has read, is kept as it stands: its text
 * says all there is, and this is the part of it that every entry has.
 */
export type RawEntry = {
	seq: number;
	/** What the text says of itself; null where that cannot be read. */
	kind: string | null;
	organization: string | null;
	recorded_at: string | null;
	effective_on: string | null;
	/** Why it is kept so. No entry of any kind has a field of this name. */
	raw: Why;
	/** What was wrong, for the log. */
	problem: string;
};

/**
 * `kind`: of a kind that this program does not know. `values`: of a kind that it knows, or of none, with
 * values that it cannot read. `place`: it rests on an entry kept raw, or contradicts the ones before it.
 */
export type Why = 'kind' | 'values' | 'place';

/** Keeps an entry that cannot take its place in the state. */
export function misplaced(entry: Entry, problem: string): RawEntry {
	const { seq, kind, organization, recorded_at, effective_on } = entry;
	return { seq, kind, organization, recorded_at, effective_on, raw: 'place', problem };
}

/** The longest name that a kind of entry may have. */
export const KIND_MAX = 100;

export function isRaw(entry: Entry | RawEntry): entry is RawEntry {
	return 'raw' in entry;
}

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
