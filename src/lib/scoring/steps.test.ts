import { expect, test } from 'vitest';
import { steps } from './steps.ts';

test('steps by the ends of months, with the last day itself', () => {
	expect(steps('2026-01-15', '2026-04-02', 'month')).toEqual([
		'2026-01-31',
		'2026-02-28',
		'2026-03-31',
		'2026-04-02'
	]);
});

test('steps by the ends of quarters', () => {
	expect(steps('2025-12-31', '2026-06-30', 'quarter')).toEqual([
		'2025-12-31',
		'2026-03-31',
		'2026-06-30'
	]);
});

test('never steps beyond the last day, nor repeats it', () => {
	expect(steps('2026-01-05', '2026-01-20', 'quarter')).toEqual(['2026-01-20']);
	expect(steps('2026-01-31', '2026-01-31', 'month')).toEqual(['2026-01-31']);
	expect(steps('9999-11-30', '9999-12-31', 'month')).toEqual(['9999-11-30', '9999-12-31']);
	expect(steps('2026-02-01', '2026-01-31', 'month')).toEqual([]);
});
