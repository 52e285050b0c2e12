import { m } from '../../paraglide/messages.js';

/**
 * Days in words. A day is a `YYYY-MM-DD` text in UTC. The words are the catalogue's: a page shows some
 * hundred days, and Intl takes longer over them than all the rest of it.
 */

/** "21 November 2026", "2026年11月21日" */
export function longDay(day: string): string {
	const { year, month, date } = parts(day);
	return m.scorecard_day({ day: date, month: m.scorecard_month_long(named(month)), year });
}

/** "21 Nov 2026", "2026年11月21日" */
export function shortDay(day: string): string {
	const { year, month, date } = parts(day);
	return m.scorecard_day({ day: date, month: m.scorecard_month_short(named(month)), year });
}

/** "Nov 2026", "2026年11月", of a day in that month. */
export function monthOf(day: string): string {
	const { year, month } = parts(day);
	return m.scorecard_month({ month: m.scorecard_month_short(named(month)), year });
}

/** How far a target moved: "76 days later than first set", or null for no slip. */
export function slipWords(slip: number | null): string | null {
	if (slip === null || slip === 0) return null;
	return slip > 0 ? m.slip_later({ count: slip }) : m.slip_earlier({ count: -slip });
}

/** The UTC day of a moment. */
export function dayOf(moment: Date | string): string {
	return new Date(moment).toISOString().slice(0, 10);
}

/** The last day of the calendar quarter before the one that `day` falls in. */
export function previousQuarterEnd(day: string): string {
	const { year, month } = parts(day);
	const end = new Date(0);
	end.setUTCFullYear(year, month - 1 - ((month - 1) % 3), 0);
	return end.toISOString().slice(0, 10);
}

function parts(day: string) {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	return { year, month, date };
}

type Month = Parameters<typeof m.scorecard_month_long>[0]['month'];
const named = (month: number) => ({ month: `${month}` as Month });
