import { m } from '../../paraglide/messages.js';
import type { EntryKind } from '../../record/entries.ts';
import { AREAS, CHANGES, type Area, type Change } from '../../record/vocabulary.ts';
import type { AsOf } from '../shared/as-of.ts';
import { BADGES } from '../shared/badges.ts';
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
};

export const NO_FILTER: ChangesFilter = { area: '', kind: '', change: '', weakening: '', year: '' };

const FIELDS = Object.keys(NO_FILTER) as (keyof ChangesFilter)[];

const ALLOWED: Record<keyof ChangesFilter, (value: string) => boolean> = {
	area: among(AREAS),
	kind: among(ENTRY_KINDS),
	change: among(CHANGES),
	weakening: among(['any', ...WEAKENINGS]),
	year: (value) => /^\d{4}$/.test(value)
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
export function filterWords({ area, kind, change, weakening, year }: ChangesFilter): string {
	const words = [
		area && m.area_name({ area }),
		kind && KINDS[kind].name(),
		change && BADGES[change].word(),
		weakening && (weakening === 'any' ? m.changes_weakening_any() : weakeningName(weakening)),
		year
	];
	return words.filter(Boolean).join(m.list_comma()).toLowerCase();
}

function among(values: readonly string[]) {
	return (value: string) => values.includes(value);
}
