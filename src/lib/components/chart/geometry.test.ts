import { fc, test as propertyTest } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { addDays } from '../../record/day.ts';
import { steps } from '../../scoring/steps.ts';
import { between, geometry, path, spread } from './geometry.ts';
import { mark, point, trendOf } from './testing.ts';

const HEIGHT = 200;
const trend = trendOf(
	[
		point('2026-01-01', 0),
		point('2026-03-31', 50, 25),
		point('2026-06-30', null),
		point('2026-09-30', 100)
	],
	[mark('narrowed', '2026-02-15'), mark('published', '2026-01-01')]
);
const g = geometry(trend, HEIGHT);

test('the plot spans its first and last day, and 0 to 100', () => {
	expect(g.lines.runs[0]?.[0]).toMatchObject({ x: 0, yc: HEIGHT });
	expect(g.lines.last).toMatchObject({ x: 100, yc: 0 });
});

test('the line breaks where there is no score, and a point alone is no line', () => {
	expect(g.lines.runs.map((run) => run.map(({ day }) => day))).toEqual([
		['2026-01-01', '2026-03-31'],
		['2026-09-30']
	]);
	expect(path(g.lines.runs[1]!, 'yc')).toBe('M100 0');
	expect(between(g.lines.runs[0]!)).toBe('M0 200L32.72 100L32.72 150L0 200Z');
});

test('only kinds of event that happened have a lane, in their order', () => {
	expect(g.lanes.map(({ kind }) => kind)).toEqual(['published', 'narrowed']);
	expect(g.lanes[0]!.y).toBeLessThan(g.lanes[1]!.y);
	expect(g.lanes[1]!.y).toBeLessThan(g.axis);
});

test('what makes less of a promise stands on the claimed line too', () => {
	expect(g.onLine.map(({ shape }) => shape)).toEqual(['narrowed']);
	expect(g.onLine[0]!.height).toBeGreaterThan(100);
	expect(g.onLine[0]!.height).toBeLessThan(HEIGHT);
	const inTheGap = { ...trend, marks: [mark('withdrawn', '2026-05-15')] };
	expect(geometry(inTheGap, HEIGHT).onLine).toEqual([]);
});

test('a trend of a single day stands in the middle', () => {
	const single = geometry(
		trendOf([point('2026-01-01', 10)], [mark('published', '2026-01-01')]),
		200
	);
	expect(single.lines.last).toMatchObject({ x: 50, yc: 180 });
	expect(single.lanes[0]!.marks[0]).toMatchObject({ x: 50 });
});

test('a trend that reaches ahead leaves room after its last point', () => {
	const ahead = { ...trend, until: '2027-09-30' };
	expect(geometry(ahead, HEIGHT).lines.last!.x).toBeLessThan(50);
});

test('forty quarters have lines without dots, and too many marks leave them free', () => {
	const days = steps('2016-12-01', '2026-11-20', 'quarter');
	expect(days).toHaveLength(41);
	const marks = days.slice(0, 30).map((day) => mark('date_moved', addDays(day, -10)));
	const forty = geometry(
		trendOf(
			days.map((day, index) => point(day, index)),
			marks
		),
		HEIGHT
	);
	expect(forty.lines.runs).toHaveLength(1);
	expect(forty.lines.dots).toBe(false);
	expect(forty.onLine).toEqual([]);
	const places = forty.lines.runs[0]!.map(({ x }) => x);
	expect(places).toEqual(places.toSorted((a, b) => a - b));
	expect([places[0], places.at(-1)]).toEqual([0, 100]);
});

propertyTest.prop([fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 4 })])(
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
