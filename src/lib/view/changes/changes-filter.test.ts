import { afterEach, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../../paraglide/runtime.js';
import { changesQuery, filterWords, NO_FILTER, readChangesFilter } from './changes-filter.ts';

const ambient = getLocale;
afterEach(() => overwriteGetLocale(ambient));

const TODAY = { day: '2026-11-21', given: false, today: '2026-11-21' };
const THEN = { ...TODAY, day: '2026-01-31', given: true };
const read = (query: string) => readChangesFilter(new URLSearchParams(query));

test('an address without filters, or with empty ones, filters nothing', () => {
	expect(read('')).toEqual({ filter: NO_FILTER });
	expect(read('area=&kind=&change=&weakening=&year=&page=2')).toEqual({ filter: NO_FILTER });
});

test.each([
	['area=finance', 'area'],
	['kind=goal.deleted', 'kind'],
	['change=withdrawn', 'change'],
	['weakening=yes', 'weakening'],
	['year=26', 'year'],
	['year=20261', 'year'],
	['days=2026-02-30..2026-03-01', 'days'],
	['days=2026-03-02..2026-03-01', 'days'],
	['days=2026-03-02', 'days'],
	['days=2026-03-01..2026-03-02..2026-03-03', 'days']
])('%s is unknown', (query, unknown) => {
	expect(read(query)).toEqual({ unknown });
});

test('what is written into an address is read back', () => {
	const filter = {
		area: 'policy',
		kind: 'goal.revised',
		change: 'date_moved',
		weakening: 'date_moved_later',
		year: '2026',
		days: '2026-01-05..2026-03-31'
	} as const;
	const query = changesQuery(filter, THEN, 3);
	expect(read(query)).toEqual({ filter });
	expect(new URLSearchParams(query).get('as_of')).toBe(THEN.day);
	expect(new URLSearchParams(query).get('page')).toBe('3');
});

test('nothing is written that says nothing', () => {
	expect(changesQuery(NO_FILTER, TODAY)).toBe('');
	expect(changesQuery({ weakening: 'any', year: '2026' }, TODAY)).toBe('?weakening=any&year=2026');
	expect(changesQuery({}, THEN)).toBe('?as_of=2026-01-31');
});

test('filters are said in words', () => {
	expect(filterWords(NO_FILTER)).toBe('');
	expect(filterWords({ ...NO_FILTER, area: 'policy', weakening: 'any', year: '2026' })).toBe(
		'policy, weakening changes only, 2026'
	);
	expect(filterWords({ ...NO_FILTER, kind: 'goal.revised', change: 'date_moved' })).toBe(
		'goal revised, date moved'
	);
	const days = (days: string) => filterWords({ ...NO_FILTER, area: 'policy', days });
	expect(days('2026-01-05..2026-03-31')).toBe('policy, 5 Jan 2026 to 31 Mar 2026');
	expect(days('2026-01-05..2026-01-05')).toBe('policy, 5 Jan 2026');
});

test('in Chinese too', () => {
	overwriteGetLocale(() => 'zh');
	expect(filterWords({ ...NO_FILTER, area: 'policy', weakening: 'narrowed', year: '2026' })).toBe(
		'政策、收窄、2026'
	);
});
