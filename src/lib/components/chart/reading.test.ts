import { afterEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { geometry } from './geometry.ts';
import { nearest, stopsOf } from './reading.ts';
import { markTold, readingOf } from './told.ts';
import { mark, point, trendOf } from './testing.ts';

afterEach(() => overwriteGetLocale(() => 'en'));

const trend = trendOf(
	[point('2026-01-01', 0), point('2026-03-31', null), point('2026-06-30', 50, 25)],
	[mark('narrowed', '2026-02-15'), mark('published', '2026-01-01')]
);
const g = geometry(trend, 200);
/** As the browser has it: the marks are those of the drawing. */
const stopsIn = () =>
	stopsOf(
		JSON.parse(JSON.stringify(readingOf(trend, g))),
		g.marks.map((mark) => ({ ...mark, told: markTold(mark), mark: {} as SVGAElement }))
	);
const stops = stopsIn();

test('points with a score and marks are stopped at in order of day', () => {
	expect(stops.map(({ title }) => title)).toEqual([
		'1 January 2026',
		'Published, 1 Jan 2026',
		'Narrowed, 15 Feb 2026',
		'30 June 2026'
	]);
	expect(stops.map((stop) => stop.point)).toEqual([0, null, null, 2]);
	// Of a pair of points the lower one too.
	expect(stops[3]!.low).toBeGreaterThan(stops[3]!.y);
	expect(stops[1]!.low).toBe(stops[1]!.y);
});

test('a stop is told in one sentence, in the language that is read', () => {
	expect(stops[3]!.spoken).toBe('30 June 2026: Claimed 50; Evidenced 25; Gap 25; 1 goal');
	expect(stops[2]!.spoken).toBe('Narrowed, 15 Feb 2026: A goal; A reason.');
	overwriteGetLocale(() => 'zh');
	expect(stopsIn()[3]!.spoken).toBe('2026年6月30日：声称 50；有据 25；差距 25；1 个目标');
});

test('a mark of several events counts them and names some', () => {
	const several = mark('corrected', '2026-02-15', {
		from: '2026-02-01',
		to: '2026-03-01',
		count: 5,
		names: ['One', 'T'.repeat(90)],
		others: 2,
		text: ''
	});
	expect(markTold(several).split('\n')).toEqual([
		'Corrected, 5 times, 1 Feb 2026 to 1 Mar 2026',
		'One',
		`${'T'.repeat(69)}…`,
		'and 2 other goals'
	]);
});

test('a pointer means the mark that it is upon, else the point nearest across', () => {
	const published = stops[1]!;
	expect(nearest(stops, published.x, published.y + 3, 600)).toBe(1);
	expect(nearest(stops, published.x, 20, 600)).toBe(0);
	expect(nearest(stops, 90, published.y, 600)).toBe(3);
	expect(nearest([], 50, 50, 600)).toBe(null);
});
