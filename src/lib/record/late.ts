import { daysBetween } from './day.ts';
import type { Entry } from './entries.ts';

/** Entries that were recorded long after the day they speak of. */

/** An entry that is recorded more days than this after its day is late. */
export const LATE_AFTER_DAYS = 30;

type Recorded = Pick<Entry, 'recorded_at' | 'effective_on'>;

/** The day, in UTC, on which the entry was recorded. */
export function recordedOn({ recorded_at }: Pick<Entry, 'recorded_at'>): string {
	return recorded_at.slice(0, 10);
}

/** Days from the day that the entry speaks of to the one on which it was recorded. */
export function delayOf(entry: Recorded): number {
	return daysBetween(entry.effective_on, recordedOn(entry));
}

export function isLate(entry: Recorded): boolean {
	return delayOf(entry) > LATE_AFTER_DAYS;
}

/** How many entries are late, and by how many days the latest one is; 0 days where none is. */
export type Lateness = { entries: number; longest_days: number };

/** Of the entries that are effective by `t`. */
export function latenessAsOf(entries: readonly Recorded[], t: string): Lateness {
	const late = entries.filter((entry) => entry.effective_on <= t && isLate(entry));
	return {
		entries: late.length,
		longest_days: late.reduce((longest, entry) => Math.max(longest, delayOf(entry)), 0)
	};
}
