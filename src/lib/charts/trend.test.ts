import { expect, test } from 'vitest';
import { closed, organizationOf, published, reported, revised } from '../record/testing.ts';
import { trend } from './trend.ts';

const organization = organizationOf([
	published('2026-02-19', 'a'),
	reported('2026-03-01', 'a', 2),
	revised('2026-04-01', 'a', 'narrowed'),
	revised('2026-04-02', 'a', 'editorial'),
	published('2026-05-01', 'b', { area: 'policy' }),
	closed('2026-05-10', 'b', 'withdrawn')
]);

test('points stand on the first day, the quarters’ ends and the day itself', () => {
	expect(trend(organization, '2026-07-10', 0).points.map(({ day }) => day)).toEqual([
		'2026-02-19',
		'2026-03-31',
		'2026-06-30',
		'2026-07-10'
	]);
	expect(trend(organization, '2026-02-19', 0).points).toHaveLength(1);
});

test('events are those by the day that changed what is promised', () => {
	const kinds = (t: string) => trend(organization, t, 0).events.map(({ kind }) => kind);
	expect(kinds('2026-05-09')).toEqual(['published', 'narrowed', 'published']);
	expect(kinds('2026-05-10')).toContain('withdrawn');
});

test('an area’s trend is of its own goals alone', () => {
	const { points, events } = trend(organization, '2026-06-30', 0, 'policy');
	expect(points[0]).toMatchObject({ day: '2026-05-01', claimed: 0, n: 1 });
	expect(events.every(({ goal }) => goal === 'b')).toBe(true);
});

test('before the first goal there is nothing to draw', () => {
	expect(trend(organization, '2026-02-18', 0)).toEqual({ points: [], events: [] });
});

test('a chart shows twenty years at most, whatever day is asked for', () => {
	const { points, events } = trend(organization, '9999-12-31', 0);
	expect(points.length).toBeLessThan(90);
	expect(points[0]!.day >= '9979-12-31').toBe(true);
	expect(events).toEqual([]);
});
