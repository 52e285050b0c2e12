import { expect, test } from 'vitest';
import { keptPer, perFor, readPer, trendQuery } from './trend-per.ts';

const today = { day: '2026-11-21', given: false, today: '2026-11-21' };
const asked = { step: 'month', given: true } as const;
const unasked = { step: 'quarter', given: false } as const;

test.each([
	['month', 'month'],
	['quarter', 'quarter'],
	['', null],
	[null, null],
	['week', undefined]
])('reads per=%s as %s', (param, per) => {
	expect(readPer(param)).toBe(per);
});

test('by its length a trend goes by months or by quarters, unless asked', () => {
	expect(perFor(null, '2025-06-01', '2026-11-21').step).toBe('month');
	expect(perFor(null, '2025-05-01', '2026-11-21').step).toBe('quarter');
	expect(perFor('month', '2016-05-01', '2026-11-21')).toEqual(asked);
});

test('an address keeps the day and the interval that were given, and no others', () => {
	expect(trendQuery(today, unasked)).toBe('');
	expect(trendQuery(today, asked)).toBe('?per=month');
	expect(trendQuery({ ...today, day: '2026-01-31', given: true }, asked)).toBe(
		'?as_of=2026-01-31&per=month'
	);
	expect([keptPer(asked), keptPer(unasked)]).toEqual([{ per: 'month' }, {}]);
});
