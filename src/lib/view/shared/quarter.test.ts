import { expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { quarterName } from './quarter.ts';

test('a quarter is named in both languages, and what is none stays as it is', () => {
	expect(quarterName('2026-Q3')).toBe('Q3 2026');
	expect(['', '2026', '2026-Q5', 'Q3', 'x-Q3'].map(quarterName)).toEqual([
		...['', '2026', '2026-Q5', 'Q3', 'x-Q3']
	]);
	overwriteGetLocale(() => 'zh');
	try {
		expect(quarterName('2026-Q3')).toBe('2026年第三季度');
	} finally {
		overwriteGetLocale(() => 'en');
	}
});
