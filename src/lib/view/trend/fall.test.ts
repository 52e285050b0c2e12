import { expect, test } from 'vitest';
import { point } from '../../components/chart/testing.ts';
import { largestFall } from './fall.ts';

test('the largest fall of the evidenced score between neighbouring points, as it is shown', () => {
	const points = [
		point('2026-01-01', 60, 50.4),
		point('2026-02-01', 90, 44.6),
		point('2026-03-01', 40, 60),
		point('2026-04-01', 40, 39.6),
		point('2026-05-01', 40, 30)
	];
	expect(largestFall(points)).toEqual({
		from: '2026-03-01',
		to: '2026-04-01',
		before: 60,
		after: 40
	});
});

test('of equal falls the latest; none across a gap, nor one that no whole number shows', () => {
	const day = (month: number) => `2026-0${month}-01`;
	const falls = (...scores: (number | null)[]) =>
		largestFall(scores.map((score, index) => point(day(index + 1), score)));
	expect(falls(20, 10, 30, 20)).toMatchObject({ from: day(3) });
	expect(falls(90, null, 10)).toBe(null);
	expect(falls(20.4, 19.6)).toBe(null);
	expect(falls(20, 20, 30)).toBe(null);
	expect(falls()).toBe(null);
});
