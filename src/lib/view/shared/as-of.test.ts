import { expect, test } from 'vitest';
import { readAsOf, withAsOf } from './as-of.ts';

const TODAY = '2026-11-21';

test('without a day the page speaks of today, and its links stay plain', () => {
	const asOf = readAsOf(null, TODAY)!;
	expect(asOf).toEqual({ day: TODAY, given: false, today: TODAY });
	expect(withAsOf('/lodestone#goals', asOf)).toBe('/lodestone#goals');
});

test('a given day is kept in links, before the fragment', () => {
	const asOf = readAsOf('2026-05-16', TODAY)!;
	expect(withAsOf('/lodestone', asOf)).toBe('/lodestone?as_of=2026-05-16');
	expect(withAsOf('/lodestone#goals', asOf)).toBe('/lodestone?as_of=2026-05-16#goals');
});

test.each(['2026-02-30', 'yesterday', '2026-1-1'])('%s is no day', (param) => {
	expect(readAsOf(param, TODAY)).toBeUndefined();
});
