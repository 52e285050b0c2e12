import { m } from '../../paraglide/messages.js';
import { isDay } from '../../record/day.ts';
import type { EntryKind } from '../../record/entries.ts';
import { AREAS, CHANGES, type Area, type Change } from '../../record/vocabulary.ts';
import type { AsOf } from '../shared/as-of.ts';
import { BADGES } from '../shared/badges.ts';
import { shortDay } from '../shared/day.ts';
import { ENTRY_KINDS, KINDS } from '../kinds/index.ts';
import { weakeningName, WEAKENINGS, type Weakening } from '../shared/weakenings.ts';

/** What the change log is narrowed to, as its address says; an empty text is no filter. */
export type ChangesFilter = {
	area: Area | '';
	kind: EntryKind | '';
	change: Change | '';
	/** `any` for every weakening change. */
	weakening: Weakening | 'any' | '';
	/** The year of the day that an entry speaks of. */
	year: string;
	/** The first and the last of the days that an entry may speak of: `2026-01-01..2026-03-31`. */
	days: string;
};

export const NO_FILTER: ChangesFilter = {
	area: '',
	kind: '',
	change: '',
	weakening: '',
	year: '',
	days: ''
};

const FIELDS = Object.keys(NO_FILTER) as (keyof ChangesFilter)[];

const ALLOWED: Record<keyof ChangesFilter, (value: string) => boolean> = {
	area: among(AREAS),
	kind: among(ENTRY_KINDS),
	change: among(CHANGES),
	weakening: among(['any', ...WEAKENINGS]),
	year: (value) => /^\d{4}$/.test(value),
	days: (value) => spanOf(value) !== null
};

/** Reads the filter from an address; `unknown` names the first parameter with an unknown value. */
export function readChangesFilter(
	params: URLSearchParams
): { filter: ChangesFilter } | { unknown: keyof ChangesFilter } {
	const given = FIELDS.map((field) => [field, params.get(field) ?? ''] as const);
	const wrong = given.find(([field, value]) => value !== '' && !ALLOWED[field](value));
	return wrong
		? { unknown: wrong[0] }
		: { filter: Object.fromEntries(given) as unknown as ChangesFilter };
}

/** The change log's query, with its question mark: the filters, the page's day where given, the page. */
export function changesQuery(filter: Partial<ChangesFilter>, asOf: AsOf, page = 1): string {
	const params = new URLSearchParams();
	for (const field of FIELDS) if (filter[field]) params.set(field, filter[field]);
	if (asOf.given) params.set('as_of', asOf.day);
	if (page > 1) params.set('page', String(page));
	return params.size > 0 ? `?${params}` : '';
}

/** The filters in words, such as "security, narrowed, 2026"; empty where there is none. */
export function filterWords({ area, kind, change, weakening, year, days }: ChangesFilter): string {
	const words = [
		area && m.area_name({ area }),
		kind && KINDS[kind].name(),
		change && BADGES[change].word(),
		weakening && (weakening === 'any' ? m.changes_weakening_any() : weakeningName(weakening)),
		year
	];
	return [...words.map((word) => word.toLowerCase()), daysWords(days)]
		.filter(Boolean)
		.join(m.list_comma());
}

/** How an address writes days from one to another. */
export const daysParam = (from: string, to: string) => `${from}..${to}`;

/** The first and the last day; null for what is no span of days. */
export function spanOf(days: string): { from: string; to: string } | null {
	const [from = '', to = '', ...more] = days.split('..');
	if (more.length > 0 || !isDay(from) || !isDay(to) || from > to) return null;
	return { from, to };
}

function daysWords(days: string): string {
	const span = spanOf(days);
	if (!span) return '';
	const [from, to] = [shortDay(span.from), shortDay(span.to)];
	return from === to ? from : m.trend_days({ from, to });
}

function among(values: readonly string[]) {
	return (value: string) => values.includes(value);
}
