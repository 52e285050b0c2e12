/** Calendar days are `YYYY-MM-DD` texts in UTC, so that they compare as text. */

const MS_PER_DAY = 86_400_000;

const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** True for a `YYYY-MM-DD` text that names a day of the calendar (not 2026-02-30), year 1 or later. */
export function isDay(text: string): boolean {
	if (!DAY_PATTERN.test(text) || text.startsWith('0000')) return false;
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** What a roadmap speaks of: whoever writes another year than these mistyped one. */
export const FIRST_DAY = '1900-01-01';
export const LAST_DAY = '2200-12-31';

/** True for a day that is not before the first of these or after the last. */
export function isNearDay(text: string): boolean {
	return isDay(text) && text >= FIRST_DAY && text <= LAST_DAY;
}

/** Days from `from` to `to`, negative where `to` comes first. */
export function daysBetween(from: string, to: string): number {
	return (parse(to) - parse(from)) / MS_PER_DAY;
}

/** The day `count` days after `day`. Throws a RangeError outside the years 1 to 9999. */
export function addDays(day: string, count: number): string {
	return format(new Date(parse(day) + count * MS_PER_DAY));
}

/** The last day of the month that `day` falls in. */
export function endOfMonth(day: string): string {
	return endOfMonthAfter(day, 0);
}

/** The last day of the calendar quarter that `day` falls in. */
export function endOfQuarter(day: string): string {
	const monthsLeft = 2 - ((Number(day.slice(5, 7)) - 1) % 3);
	return endOfMonthAfter(day, monthsLeft);
}

function endOfMonthAfter(day: string, months: number): string {
	const date = new Date(parse(day));
	date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
	return format(date);
}

/** Days read before: scores ask for the same few thousand over and over. */
const read = new Map<string, number>();
const MOST_READ = 20_000;

function parse(day: string): number {
	const known = read.get(day);
	if (known !== undefined) return known;
	const time = Date.parse(`${day}T00:00:00Z`);
	if (Number.isNaN(time)) throw new RangeError(`"${day}" is not a calendar day (YYYY-MM-DD)`);
	if (read.size >= MOST_READ) read.clear();
	read.set(day, time);
	return time;
}

function format(date: Date): string {
	const year = date.getUTCFullYear();
	if (!(year >= 1 && year <= 9999)) throw new RangeError('The day is outside the years 1 to 9999');
	return date.toISOString().slice(0, 10);
}
