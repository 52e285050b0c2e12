import { TAGS } from '../locale.ts';
import { m } from '../paraglide/messages.js';
import { getLocale } from '../paraglide/runtime.js';

/** Days in words. A day is a `YYYY-MM-DD` text in UTC. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** "21 November 2026", "2026年11月21日" */
export function longDay(day: string): string {
	return format(day, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** "21 Nov 2026", "2026年11月21日" */
export function shortDay(day: string): string {
	return format(day, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** "Nov 2026", "2026年11月", of a day in that month. */
export function monthOf(day: string): string {
	return format(day, { month: 'short', year: 'numeric' });
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
	end.setUTCFullYear(year, month - (month % 3), 0);
	return end.toISOString().slice(0, 10);
}

/** As the language read writes it; a formatter is dear to make and kept. */
function format(day: string, options: Intl.DateTimeFormatOptions): string {
	const key = `${getLocale()} ${options.day} ${options.month}`;
	let made = formats.get(key);
	if (!made) {
		const language = getLocale() === 'en' ? 'en-GB' : TAGS[getLocale()];
		made = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
		formats.set(key, made);
	}
	const { year, month, date } = parts(day);
	// Through setUTCFullYear, since years below 100 are otherwise taken for 19xx.
	return made.format(new Date(0).setUTCFullYear(year, month, date));
}

function parts(day: string) {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	return { year, month: month - 1, date };
}
