import { addDays, endOfQuarter } from './day.ts';

/** Calendar quarters, written `2026-Q3`, so that they compare as text. */

export const QUARTER_PATTERN = /^(?!0000)[0-9]{4}-Q[1-4]$/;

/** The calendar quarter that a day falls in. */
export function quarterOf(day: string): string {
	return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** The last day of a quarter. */
export function lastDayOf(quarter: string): string {
	const month = String(3 * Number(quarter.slice(6))).padStart(2, '0');
	return endOfQuarter(`${quarter.slice(0, 4)}-${month}-01`);
}

/** The first day of a quarter. */
export function firstDayOf(quarter: string): string {
	const month = String(3 * Number(quarter.slice(6)) - 2).padStart(2, '0');
	return `${quarter.slice(0, 4)}-${month}-01`;
}

/** The last day of the quarter after the one that follows a day's. */
export function endOfQuarterAfterNext(day: string): string {
	const next = endOfQuarter(addDays(endOfQuarter(day), 1));
	return endOfQuarter(addDays(next, 1));
}

/** The quarters from that of one day to that of another, both included; none where `to` comes first. */
export function quartersBetween(from: string, to: string): string[] {
	const quarters: string[] = [];
	const last = endOfQuarter(to);
	for (let day = endOfQuarter(from); day <= last; day = endOfQuarter(addDays(day, 1))) {
		quarters.push(quarterOf(day));
		if (day === last) break;
	}
	return quarters;
}
