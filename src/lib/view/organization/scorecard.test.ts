import { expect, test } from 'vitest';
import type { ScoreFigures } from '../../scoring/types.ts';
import { direction } from './scorecard.ts';

const figures = (evidenced: number | null): ScoreFigures => ({
	n: evidenced === null ? 0 : 1,
	claimed: evidenced,
	evidenced,
	gap: evidenced === null ? null : 0,
	delivery: { n: 0, rate: null, on_time: 0 }
});
const words = (before: number | null, now: number | null) =>
	direction(figures(before), figures(now), '2026-09-30')?.text;

test('the direction is that of the figures as shown', () => {
	expect(words(38.4, 41.5)).toBe('Up 4 from 38 on 30 September 2026');
	expect(words(41.5, 38.4)).toBe('Down 4 from 42 on 30 September 2026');
	expect(words(41.6, 42.4)).toBe('Unchanged since 30 September 2026');
});

test('a score without an earlier one says so, and none has no direction', () => {
	expect(words(null, 10)).toBe('No score yet on 30 September 2026');
	expect(words(10, null)).toBeUndefined();
});
