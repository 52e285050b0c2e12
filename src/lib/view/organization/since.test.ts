import { expect, test } from 'vitest';
import {
	closed,
	type Draft,
	file,
	organizationOf,
	published,
	reported
} from '../../record/testing.ts';
import { since } from './since.ts';
import { newest } from '../../scoring/methods.ts';

const FROM = '2026-03-31';
const fixed = file({ name: 'a.pdf', media_type: 'application/pdf', bytes: 14 });
const START = '2026-01-01';
const goals = ['a', 'b', 'c', 'd'].map((key) => published(START, key));

function sinceOf(drafts: Draft[], to = '2026-04-30') {
	const organization = organizationOf(drafts);
	const card = (day: string) => newest.scorecard(organization, day, 0);
	return since(organization, card(FROM), card(to));
}

test('says by reason what moved the scores, in points that add up', () => {
	const { figures, reasons, moved, counts } = sinceOf([
		...goals,
		reported('2026-01-02', 'a', 2, { evidence: [fixed] }),
		reported('2026-03-02', 'b', 2, { evidence: [fixed] }),
		reported('2026-04-10', 'a', 3, { evidence: [fixed] }),
		closed('2026-04-20', 'b', 'withdrawn')
	]);
	expect(figures.evidenced).toEqual({ way: 'down', was: '25', now: '19' });
	expect(reasons).toEqual([
		{
			reason: 'withdrawn',
			goals: [{ key: 'b', title: 'Goal b' }],
			claimed: '−12.50',
			evidenced: '−12.50'
		},
		{
			reason: 'graded_up',
			goals: [{ key: 'a', title: 'Goal a' }],
			claimed: '+6.25',
			evidenced: '+6.25'
		}
	]);
	expect(moved).toEqual({ claimed: '−6.25', evidenced: '−6.25' });
	expect(counts).toEqual([
		{ what: 'reported', count: 1, filter: { kind: 'progress.reported' } },
		{ what: 'closed', count: 1, filter: { kind: 'goal.closed' } }
	]);
});

test('a score that falls by silence alone names the goals without current information', () => {
	const { reasons, counts } = sinceOf([...goals, reported('2026-01-02', 'a', 4)], '2026-06-30');
	expect(reasons).toMatchObject([{ reason: 'stale', claimed: '0.00', evidenced: '−12.50' }]);
	expect(counts).toEqual([]);
});

test('a goal that joins takes from what the others count for', () => {
	const { reasons } = sinceOf([
		...goals,
		reported('2026-03-02', 'a', 4, { evidence: [fixed] }),
		published('2026-04-10', 'e')
	]);
	expect(reasons).toMatchObject([
		{ reason: 'added', evidenced: '0.00' },
		{ reason: 'share', evidenced: '−5.00' }
	]);
});

test('nothing moved where nothing happened', () => {
	expect(sinceOf(goals)).toMatchObject({
		figures: { evidenced: { way: 'level' }, delivery: null },
		reasons: [],
		counts: [],
		still: true
	});
});

test('a goal that comes due without an entry is told of', () => {
	const due = published(START, 'e', { target: '2026-04-15' });
	expect(sinceOf([...goals, due])).toMatchObject({
		figures: { delivery: { way: 'new', now: '0' } },
		due: [{ key: 'e' }],
		counts: [],
		still: false
	});
});

test('a successor’s later date counts as a date moved', () => {
	const { counts } = sinceOf([
		published(START, 'e', { target: '2026-12-31' }),
		published('2026-04-10', 'f', { target: '2027-01-31' }),
		closed('2026-04-10', 'e', 'superseded', ['f'])
	]);
	expect(counts).toContainEqual({
		what: 'date_moved',
		count: 1,
		filter: { change: 'date_moved' }
	});
});

test('without a score before there is nothing to add up', () => {
	const { figures, reasons, moved } = sinceOf([published('2026-04-10', 'a')]);
	expect(figures.evidenced).toEqual({ way: 'new', was: '–', now: '0' });
	expect({ reasons, moved }).toEqual({ reasons: [], moved: null });
});
