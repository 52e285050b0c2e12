/** The names of months and weekdays in the languages in which spreadsheets write them out. */

const LANGUAGES = ['en', 'de', 'de-AT', 'fr', 'es', 'it', 'pt', 'nl'];
/** Short forms of Excel that do not begin the name. */
const SHORT: Record<string, number> = { mrz: 3, mrt: 3 };
/** Words that stand in a day and say nothing more. */
// eslint-disable-next-line no-restricted-syntax -- the words of languages, not words of ours
const FILLERS = new Set('st nd rd th er of the de del den le il feira'.split(' '));

const letters = (word: string) => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function names(field: 'month' | 'weekday', dates: readonly Date[]): string[][] {
	return dates.map((date) =>
		LANGUAGES.map((language) =>
			letters(new Intl.DateTimeFormat(language, { [field]: 'long', timeZone: 'UTC' }).format(date))
		)
	);
}

let known: { months: string[][]; weekdays: string[] } | undefined;
function all() {
	const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 15)));
	const week = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)));
	known ??= { months: names('month', months), weekdays: names('weekday', week).flat() };
	return known;
}

/** The month, from 1, that a name or its beginning of three letters or more means in all languages that have it. */
export function monthNamed(word: string): number | null {
	const start = letters(word);
	if (SHORT[start]) return SHORT[start];
	if (start.length < 3) return null;
	const found = all().months.flatMap((each, index) =>
		each.some((name) => name.startsWith(start)) ? [index + 1] : []
	);
	return found.length === 1 ? found[0]! : null;
}

/** True for a weekday, whole or shortened, and for a word such as that in "20th of November". */
export function namesNoMore(word: string): boolean {
	const start = letters(word);
	if (/^\d/.test(start) || monthNamed(start)) return false;
	const isWeekday = start.length > 1 && all().weekdays.some((name) => name.startsWith(start));
	return FILLERS.has(start) || isWeekday;
}
