import { expect, test } from 'vitest';
import { delayOf, isLate, latenessAsOf } from './late.ts';

const entry = (effective_on: string, day: string) => ({
	effective_on,
	recorded_at: `${day}T23:59:59.999Z`
});

test('an entry is late that was recorded more than thirty days after its day', () => {
	const [on, late] = [entry('2026-01-01', '2026-01-31'), entry('2026-01-01', '2026-02-01')];
	expect([delayOf(on), isLate(on)]).toEqual([30, false]);
	expect([delayOf(late), isLate(late)]).toEqual([31, true]);
	expect(isLate(entry('2026-03-01', '2026-01-01'))).toBe(false);
});

test('late ones are counted up to a day, with the longest delay', () => {
	const entries = [
		entry('2026-01-01', '2026-01-01'),
		entry('2026-01-02', '2026-03-01'),
		entry('2026-01-03', '2027-01-03'),
		entry('2026-02-01', '2026-12-01')
	];
	expect(latenessAsOf(entries, '2026-01-01')).toEqual({ entries: 0, longest_days: 0 });
	expect(latenessAsOf(entries, '2026-01-31')).toEqual({ entries: 2, longest_days: 365 });
	expect(latenessAsOf(entries, '2026-12-31')).toEqual({ entries: 3, longest_days: 365 });
});
