import { expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { longDay, monthOf, previousQuarterEnd, shortDay, slipWords } from './day.ts';

test('days in words', () => {
	expect(longDay('2026-11-01')).toBe('1 November 2026');
	expect(shortDay('2026-05-16')).toBe('16 May 2026');
	expect(monthOf('2026-05-16')).toBe('May 2026');
	expect(longDay('0050-03-31')).toBe('31 March 50');
	for (let month = 1; month <= 12; month += 1) {
		const day = `2026-${String(month).padStart(2, '0')}-01`;
		const asIntl = (form: 'long' | 'short') =>
			new Date(day).toLocaleDateString('en-GB', {
				...{ day: 'numeric', month: form, year: 'numeric', timeZone: 'UTC' }
			});
		expect([longDay(day), shortDay(day)]).toEqual([asIntl('long'), asIntl('short')]);
	}
});

test('days in Chinese', () => {
	overwriteGetLocale(() => 'zh');
	try {
		expect(longDay('2026-11-01')).toBe('2026年11月1日');
		expect(monthOf('2026-05-16')).toBe('2026年5月');
		expect(slipWords(76)).toBe('比最初设定晚 76 天');
	} finally {
		overwriteGetLocale(() => 'en');
	}
});

test('a slip says its direction, and nothing where there is none', () => {
	expect(slipWords(76)).toBe('76 days later than first set');
	expect(slipWords(-1)).toBe('1 day earlier than first set');
	expect(slipWords(0)).toBeNull();
	expect(slipWords(null)).toBeNull();
});

test.each([
	['2026-11-21', '2026-09-30'],
	['2026-12-31', '2026-09-30'],
	['2026-02-19', '2025-12-31'],
	['2026-04-01', '2026-03-31'],
	['2026-03-31', '2025-12-31'],
	['0050-05-01', '0050-03-31']
])('the quarter before %s ended on %s', (day, end) => {
	expect(previousQuarterEnd(day)).toBe(end);
});
