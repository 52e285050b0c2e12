import { m } from '../../paraglide/messages.js';
import { addDays, isDay } from '../../record/day.ts';
import { monthNamed, namesNoMore } from './sheet-month.ts';

/**
 * Days as spreadsheet programs save them: as the cell shows them, in the order and with the names of
 * whoever made the file. What can be read in one way only is read; the rest is refused with its readings.
 */

/** No day is longer, weekday, time and all. */
const MOST_LETTERS = 60;

/** The day as YYYY-MM-DD; null where the cell holds none, or one that can be read in several ways. */
export function readDay(cell: string): string | null {
	const days = readings(plain(cell));
	return days.length === 1 ? days[0]! : null;
}

/** Why a cell that holds something like a day is not read; null where it is nothing like one. */
export function dayFault(cell: string): string | null {
	const text = plain(cell);
	const [first, second] = readings(text);
	if (first && second) return m.sheet_day_ambiguous({ day_first: first, month_first: second });
	if (first) return null;
	if (SHORT_YEAR.test(text)) return m.sheet_day_short_year();
	if (SERIAL.test(text)) return m.sheet_day_serial(serialDays(parseInt(text, 10)));
	const day = text.replace(TIME, '');
	return day !== text && readings(day).length ? m.sheet_day_time() : null;
}

/** The text with the digits of every keyboard as plain ones, without the midnight that some programs add. */
function plain(cell: string): string {
	if (cell.length > MOST_LETTERS) return '';
	return cell.normalize('NFKC').trim().replace(/^'/, '').replace(MIDNIGHT, '');
}

const MIDNIGHT = /(?:T|,?\s+)(?:00?:00(?::00(?:[.,]0+)?)?|12:00(?::00)?\s*AM)(?:Z|\s*[+]00:?00)?$/i;
const TIME =
	/(?:T|,?\s+)\d{1,2}[:h.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:\s*[AP]M)?(?:Z|\s*[+-]\d\d:?\d\d)?$/i;

/** 2026-11-2, 2026/11/20, 2026. 11. 20. and 20261120 */
const YEAR_FIRST = /^(\d{4})(?:(-|\/|\. ?)(\d{1,2})\2(\d{1,2})\.?|(\d{2})(\d{2}))$/;
/** 2026年11月20日, with its weekday or without */
const EAST_ASIAN =
	/^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?\s*(?:(?:星期|周|週).|.曜日|.요일)?$/;
/** 20.11.2026, 20/11/2026, 11/20/2026 and 20. 11. 2026 */
const YEAR_LAST = /^(\d{1,2})(-|\/|\. ?)(\d{1,2})\2(\d{4})\.?$/;
const SHORT_YEAR =
	/^\d{1,2}(?:([-/.])\d{1,2}\1|[-/. ]+\p{L}[\p{L}\p{M}]{2,}[-/., ]+)\d{2}$|^\p{L}[\p{L}\p{M}.]{2,}[- ]+\d{1,2}[-, ]+\d{2}$/u;
/** A day as programs count it, from 1927 to 2173. */
const SERIAL = /^\d{5}(?:[.,]0+)?$/;

/** Every day that the text can mean: where there are two, the one with the day first comes first. */
function readings(text: string): string[] {
	const days = new Set(written(text).map(([year, month, day]) => dayOf(year, month, day)));
	return [...days].filter(isDay);
}

type Numbers = [year: string, month: string, day: string];

function written(text: string): Numbers[] {
	const first = YEAR_FIRST.exec(text);
	if (first) return [[first[1]!, first[3] ?? first[5]!, first[4] ?? first[6]!]];
	const asian = EAST_ASIAN.exec(text);
	if (asian) return [[asian[1]!, asian[2]!, asian[3]!]];
	const last = YEAR_LAST.exec(text);
	if (!last) return named(text);
	const [, one, mark, other, year] = last as unknown as [string, string, string, string, string];
	const dayFirst: Numbers = [year, other, one];
	// Wherever days are written with dots, the day comes first.
	return mark.startsWith('.') ? [dayFirst] : [dayFirst, [year, one, other]];
}

/** 20 November 2026, Nov 20, 2026, Freitag, 20. November 2026, 20-nov-2026 */
function named(text: string): Numbers[] {
	if (!/^[\p{L}\p{M}\d\s.,/-]+$/u.test(text)) return [];
	const words = (text.match(/\p{L}[\p{L}\p{M}]*|\d+/gu) ?? []).filter((word) => !namesNoMore(word));
	if (words.length !== 3) return [];
	const month = words.map(monthNamed).find((each) => each !== null);
	const [day, year] = ['1,2', '4,4'].map((length) =>
		words.find((word) => new RegExp(`^\\d{${length}}$`).test(word))
	);
	return month && day && year ? [[year, String(month), day]] : [];
}

const dayOf = (year: string, month: string, day: string) =>
	`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** Programs count days from 1900, and some files from 1904. */
const serialDays = (number: number) => ({
	from_1900: addDays('1899-12-30', number),
	from_1904: addDays('1904-01-01', number)
});
