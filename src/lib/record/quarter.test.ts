import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { addDays } from './day.ts';
import { lastDayOf, QUARTER_PATTERN, quarterOf, quartersBetween } from './quarter.ts';

test('a day falls in its quarter', () => {
	expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
		'2026-Q1',
		'2026-Q1',
		'2026-Q2',
		'2026-Q4'
	]);
	expect(['2026-Q1', '2026-Q2', '2026-Q3', '9999-Q4'].map(lastDayOf)).toEqual([
		'2026-03-31',
		'2026-06-30',
		'2026-09-30',
		'9999-12-31'
	]);
});

test('quarters follow one another over the turn of the year', () => {
	expect(quartersBetween('2025-08-20', '2026-02-01')).toEqual(['2025-Q3', '2025-Q4', '2026-Q1']);
	expect(quartersBetween('2026-02-01', '2026-02-01')).toEqual(['2026-Q1']);
	expect(quartersBetween('9999-10-01', '9999-12-31')).toEqual(['9999-Q4']);
	expect(quartersBetween('2026-04-01', '2026-03-31')).toEqual([]);
});

const days = fc.nat(4_000_000).map((count) => addDays('0001-01-01', count % 3_650_000));

property.prop([days])(
	'a quarter ends on or after each of its days, and the next day is the next',
	(day) => {
		const quarter = quarterOf(day);
		expect(quarter).toMatch(QUARTER_PATTERN);
		expect(lastDayOf(quarter) >= day).toBe(true);
		expect(quarterOf(lastDayOf(quarter))).toBe(quarter);
		expect(quarterOf(addDays(lastDayOf(quarter), 1)) > quarter).toBe(true);
	}
);
