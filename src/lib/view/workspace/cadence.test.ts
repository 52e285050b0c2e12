import { expect, test } from 'vitest';
import {
	closed,
	corrected,
	organizationOf,
	published,
	registered,
	reported,
	reviewed,
	revised
} from '../../record/testing.ts';
import { dueTargets, dueUpdates, reviewable } from './cadence.ts';
import { newest } from '../../scoring/methods.ts';

const TODAY = '2026-06-30';
// The cadence is 90 days.
const organization = organizationOf([
	registered('2026-01-01'),
	published('2026-01-10', 'never'),
	published('2026-01-10', 'stale'),
	published('2026-01-10', 'overdue'),
	published('2026-01-10', 'soon'),
	published('2026-01-10', 'fresh'),
	published('2026-01-10', 'over'),
	reported('2026-02-01', 'stale', 1),
	reported('2026-02-02', 'over', 1),
	closed('2026-03-01', 'over', 'withdrawn'),
	reported('2026-03-31', 'overdue', 2),
	reported('2026-04-11', 'soon', 3, { update: 'first' }),
	corrected('2026-05-01', 'soon', 'first', 2, { update: 'second' }),
	reviewed('2026-05-02', 'soon', 'second', 'sufficient'),
	reported('2026-06-29', 'fresh', 4)
]);
const card = newest.scorecard(organization, TODAY, 0);
const due = (within: number) =>
	dueUpdates(organization, card, within).map(({ key, in_days }) => [key, in_days]);

test('the longest overdue come first; what is fresh or closed is left out', () => {
	expect(due(30)).toEqual([
		['never', -81],
		['stale', -59],
		['overdue', -1],
		['soon', 10]
	]);
	expect(due(9)).toHaveLength(3);
	expect(due(89)).toHaveLength(5);
});

test('a correction does not put the next update off, and no information is marked', () => {
	const [never, stale, , soon] = dueUpdates(organization, card, 30);
	expect(never).toMatchObject({ last: null, due_on: '2026-04-10', stale: false });
	expect(stale).toMatchObject({ last: '2026-02-01', stale: true });
	expect(soon).toMatchObject({ last: '2026-04-11', due_on: '2026-07-10', stale: false });
});

test('target dates that are near or have passed, the longest overdue first', () => {
	const dated = organizationOf([
		registered('2026-01-01'),
		published('2026-01-10', 'undated'),
		published('2026-01-10', 'far', { target: '2026-07-31' }),
		published('2026-01-10', 'near', { target: '2026-07-30' }),
		published('2026-01-10', 'today', { target: TODAY }),
		published('2026-01-10', 'moved', { target: '2026-02-01' }),
		published('2026-01-10', 'closed', { target: '2026-02-01' }),
		published('2026-01-10', 'done', { target: '2026-06-29' }),
		published('2026-01-10', 'late', { target: '2026-06-01' }),
		revised('2026-01-20', 'moved', 'date_moved', { target: '2026-07-01' }),
		closed('2026-03-01', 'closed', 'withdrawn'),
		// Graded delivered, and yet not closed as that.
		reported('2026-06-01', 'done', 4)
	]);
	const near = (within: number) =>
		dueTargets(newest.scorecard(dated, TODAY, 0), within).map(({ key, in_days }) => [key, in_days]);
	expect(near(30)).toEqual([
		['late', -29],
		['done', -1],
		['today', 0],
		['moved', 1],
		['near', 30]
	]);
	expect(near(31)).toHaveLength(6);
	expect(dueTargets(newest.scorecard(dated, TODAY, 0), 30)).toMatchObject([
		{ grade: null, target: '2026-06-01' },
		{ grade: 4 },
		{},
		{ target: '2026-07-01' },
		{}
	]);
});

test('a reviewer finds the update that stands for each goal, the unreviewed first', () => {
	const found = reviewable(organization, card).map(({ key, grade, reviewed }) => {
		return [key, grade, reviewed];
	});
	expect(found).toEqual([
		['fresh', 4, false],
		['overdue', 2, false],
		['over', 1, false],
		['stale', 1, false],
		['soon', 2, true]
	]);
});
