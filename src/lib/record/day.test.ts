import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { addDays, daysBetween, endOfMonth, endOfQuarter } from './day.ts';

const day = fc
	.date({
		min: new Date('0001-04-01'),
		max: new Date('9999-09-30'),
		noInvalidDate: true
	})
	.map((date) => date.toISOString().slice(0, 10));

test('counts days across leap days, and backwards', () => {
	expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
	expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
	expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
	expect(daysBetween('2025-03-29', '2025-03-31')).toBe(2);
});

test('refuses what is not a day, and days outside the years 1 to 9999', () => {
	expect(() => daysBetween('soon', '2026-01-01')).toThrow('"soon" is not a calendar day');
	expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
	expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
});

test('ends months and quarters on their last day', () => {
	expect(endOfMonth('2024-02-01')).toBe('2024-02-29');
	expect(endOfMonth('2026-01-31')).toBe('2026-01-31');
	expect(endOfMonth('9999-12-01')).toBe('9999-12-31');
	expect(endOfMonth('0099-02-03')).toBe('0099-02-28');
	expect(endOfQuarter('2026-01-31')).toBe('2026-03-31');
	expect(endOfQuarter('2026-05-31')).toBe('2026-06-30');
	expect(endOfQuarter('2026-09-30')).toBe('2026-09-30');
	expect(endOfQuarter('2026-10-01')).toBe('2026-12-31');
});

test.prop([day, fc.integer({ min: -80, max: 80 })])(
	'adding and counting undo each other',
	(d, n) => {
		expect(daysBetween(d, addDays(d, n))).toBe(n);
	}
);

test.prop([day])('the day after the end of a month or quarter is a first', (d) => {
	expect(addDays(endOfMonth(d), 1)).toMatch(/-01$/);
	expect(addDays(endOfQuarter(d), 1)).toMatch(/-(01|04|07|10)-01$/);
	expect(endOfMonth(d) >= d && endOfQuarter(d) >= endOfMonth(d)).toBe(true);
});
