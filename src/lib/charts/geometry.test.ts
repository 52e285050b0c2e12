import { expect } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { geometry, isLabelled, spread } from './geometry.ts';
import type { Trend } from './trend.ts';

const point = (day: string, claimed: number | null, evidenced = claimed) => ({
	day,
	n: claimed === null ? 0 : 1,
	claimed,
	evidenced,
	gap: claimed === null || evidenced === null ? null : claimed - evidenced
});
const trend: Trend = {
	points: [
		point('2026-01-01', 0),
		point('2026-03-31', 50, 25),
		point('2026-06-30', null),
		point('2026-09-30', 100)
	],
	events: [{ day: '2026-02-15', kind: 'narrowed', goal: 'a', title: 'A' }]
};
const g = geometry(trend, 900, 200);

test('the plot spans its first and last day, and 0 to 100', () => {
	expect(g.runs[0]?.[0]).toMatchObject({ x: g.left, yc: g.bottom });
	expect(g.last).toMatchObject({ x: g.right, yc: g.top });
});

test('the line breaks where there is no score', () => {
	expect(g.runs.map((run) => run.map(({ day }) => day))).toEqual([
		['2026-01-01', '2026-03-31'],
		['2026-09-30']
	]);
});

test('only kinds of event that happened have a lane, and marks stand on the line', () => {
	expect(g.lanes.map(({ kind }) => kind)).toEqual(['narrowed']);
	const height = g.claimedAt('2026-02-15');
	expect(height).toBeGreaterThan(g.runs[0]![1]!.yc);
	expect(height).toBeLessThan(g.bottom);
});

test('quarters are ticked, and yearly labels stand on January', () => {
	expect(g.xTicks.map(({ label }) => label)).toEqual(['Apr 2026', 'Jul 2026']);
	expect(isLabelled('2026-01-01', 4)).toBe(true);
	expect(isLabelled('2026-04-01', 4)).toBe(false);
});

test('a trend of a single day is drawn without dividing by nothing', () => {
	const { last } = geometry({ points: [point('2026-01-01', 10)], events: [] }, 900, 200);
	expect(Number.isFinite(last?.x)).toBe(true);
});

test.prop([fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 4 })])(
	'labels never touch and never fall below the plot',
	(heights) => {
		const placed = spread(
			heights.toSorted((a, b) => a - b),
			200
		);
		placed.forEach((height, index) => {
			expect(height).toBeLessThanOrEqual(200);
			if (index > 0) expect(height - placed[index - 1]!).toBeGreaterThanOrEqual(17);
		});
	}
);
