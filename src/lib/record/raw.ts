import type { Entry } from './entries.ts';

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
