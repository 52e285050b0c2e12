import { daysBetween } from '../../record/day.ts';
import type { Entry } from '../../record/entries.ts';
import type { RawEntry } from '../../record/raw.ts';
import { m } from '../../paraglide/messages.js';
import { dayOf, longDay } from './day.ts';

/** From this many days on, an entry counts as recorded well after the day that it speaks of. */
const LATE_AFTER_DAYS = 14;

/**
 * Where an entry stands in the record, and how long after its day it was recorded; no day of recording
 * where a raw entry does not say it.
 */
export function recorded({ seq, recorded_at, effective_on }: Entry | RawEntry) {
	const on = recorded_at === null ? '' : dayOf(recorded_at);
	const late = on && effective_on !== null ? daysBetween(effective_on, on) : 0;
	return { seq, recorded_on: on, late_days: late > LATE_AFTER_DAYS ? late : null };
}
export type Recorded = ReturnType<typeof recorded>;

/**
 * Lines all recorded on one day, well after what most of them speak of, as after an import: that day
 * and the most days, to be said once, and the lines without it. Others are given back as they are.
 */
export function recordedTogether<Line extends Recorded>(lines: readonly Line[]) {
	const [first] = lines;
	const latest = Math.max(...lines.map(({ late_days }) => late_days ?? 0));
	const together = first && lines.every(({ recorded_on }) => recorded_on === first.recorded_on);
	if (!together || lines.length < 2 || latest === 0) return { note: null, lines };
	return {
		note: m.recorded_together({ day: longDay(first.recorded_on), count: latest }),
		lines: lines.map((line) => ({ ...line, late_days: null }))
	};
}
