import { daysBetween } from '../record/day.ts';
import type { Entry } from '../record/entries.ts';
import { dayOf } from './day.ts';

/** From this many days on, an entry counts as recorded well after the day that it speaks of. */
const LATE_AFTER_DAYS = 14;

/** Where an entry stands in the record, and how long after its day it was recorded. */
export function recorded({ seq, recorded_at, effective_on }: Entry) {
	const on = dayOf(recorded_at);
	const late = daysBetween(effective_on, on);
	return { seq, recorded_on: on, late_days: late > LATE_AFTER_DAYS ? late : null };
}
export type Recorded = ReturnType<typeof recorded>;
