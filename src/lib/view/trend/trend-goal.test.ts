import { expect, test } from 'vitest';
import { closed, organizationOf, published, reported, revised } from '../../record/testing.ts';
import { goalTrend } from './trend-goal.ts';

const organization = organizationOf([
	published('2026-01-10', 'a', { target: '2026-06-30' }),
	reported('2026-02-10', 'a', 2),
	revised('2026-04-01', 'a', 'date_moved', { target: '2026-12-31' }),
	published('2026-05-15', 'b', { target: '2040-01-01' }),
	closed('2026-05-15', 'a', 'superseded', ['b'])
]);
const of = (key: string, t: string) =>
	goalTrend(organization, organization.goals.get(key)!, t, 'quarter');

test('shows the grade and the scores of its days, with its updates among the marks', () => {
	const { points, marks } = of('a', '2026-04-30');
	expect(
		points.map(({ day, grade, claimed, evidenced }) => [day, grade, claimed, evidenced])
	).toEqual([
		['2026-01-10', null, 0, 0],
		['2026-03-31', 2, 50, 50],
		['2026-04-30', 2, 50, 50]
	]);
	expect(marks.map(({ lane }) => lane)).toEqual(['published', 'reported', 'date_moved']);
	expect(marks.flatMap(({ names }) => names)).toEqual([]);
});

test('ends on the day that another goal carries on', () => {
	const { points } = of('a', '2026-09-30');
	expect(points.map(({ day, claimed }) => [day, claimed])).toEqual([
		['2026-01-10', 0],
		['2026-03-31', 50],
		['2026-05-15', 50],
		['2026-06-30', null],
		['2026-09-30', null]
	]);
});

test('draws the first target and the one that counts, and reaches ahead to them', () => {
	const { targets, until } = of('a', '2026-04-30');
	expect(targets).toEqual([
		{ day: '2026-06-30', first: true },
		{ day: '2026-12-31', first: false }
	]);
	expect(until).toBe('2026-12-31');
	expect(of('a', '2026-03-31')).toMatchObject({
		targets: [{ day: '2026-06-30', first: false }],
		until: '2026-06-30'
	});
});

test('does not shrink what has passed for a target in another age', () => {
	// The target it inherits is near, its own is not.
	expect(of('b', '2026-05-20')).toMatchObject({
		targets: [{ day: '2026-06-30', first: true }],
		until: '2026-06-30'
	});
});
