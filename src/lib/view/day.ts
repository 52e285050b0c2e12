/** Days in words. A day is a `YYYY-MM-DD` text in UTC. */

const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
];

/** "21 November 2026" */
export function longDay(day: string): string {
	const { year, month, date } = parts(day);
	return `${date} ${MONTHS[month]} ${year}`;
}

/** "21 Nov 2026" */
export function shortDay(day: string): string {
	const { year, month, date } = parts(day);
	return `${date} ${MONTHS[month]?.slice(0, 3)} ${year}`;
}

/** "Nov 2026", of a day in that month. */
export function monthOf(day: string): string {
	const { year, month } = parts(day);
	return `${MONTHS[month]?.slice(0, 3)} ${year}`;
}

/** "1 day", "76 days". */
export function days(count: number): string {
	return plural(count, 'day');
}

/** A count with its noun: "1 goal", "3 goals". */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
	return `${count} ${count === 1 ? noun : nouns}`;
}

/** How far a target moved: "76 days later than first set", or null for no slip. */
export function slipWords(slip: number | null): string | null {
	if (slip === null || slip === 0) return null;
	return `${days(Math.abs(slip))} ${slip > 0 ? 'later' : 'earlier'} than first set`;
}

/** The UTC day of a moment. */
export function dayOf(moment: Date | string): string {
	return new Date(moment).toISOString().slice(0, 10);
}

/** The last day of the calendar quarter before the one that `day` falls in. */
export function previousQuarterEnd(day: string): string {
	const { year, month } = parts(day);
	const end = new Date(0);
	end.setUTCFullYear(year, month - (month % 3), 0);
	return end.toISOString().slice(0, 10);
}

function parts(day: string) {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	return { year, month: month - 1, date };
}
