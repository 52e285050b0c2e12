import { expect, test } from 'vitest';
import {
	closed,
	type Draft,
	organizationOf,
	published,
	registered,
	reported,
	reviewed,
	revised
} from '../../record/testing.ts';
import { goalBadges, goalMarks } from './goal-row.ts';
import { newest } from '../../scoring/methods.ts';

function badges(drafts: Draft[], t: string, key = 'a') {
	const organization = organizationOf(drafts);
	const goal = organization.goals.get(key)!;
	const score = newest.goalScore(organization, goal, t)!;
	return goalBadges(organization, goal, score, t).map(({ kind, times = 1 }) =>
		times > 1 ? `${kind} ×${times}` : kind
	);
}

test('a new goal carries no badge', () => {
	expect(badges([published('2026-01-01', 'a')], '2026-01-02')).toEqual([]);
});

test('an open goal past its current target is overdue, on the day itself not yet', () => {
	const drafts = [published('2026-01-01', 'a', { target: '2026-02-01' })];
	expect(badges(drafts, '2026-02-01')).toEqual([]);
	expect(badges(drafts, '2026-02-02')).toEqual(['overdue']);
});

test('of a transcribed goal past its target only what its transcriber has found is said', () => {
	const head = { ...registered('2026-01-01'), kept_by: 'transcriber' } as Draft;
	const drafts = [head, published('2026-01-01', 'a', { target: '2026-02-01' })];
	const check = (effective_on: string): Draft => ({
		...{ kind: 'record.checked', effective_on, by: 'Somebody', statement: 'Nothing had changed.' },
		sources: ['https://a.example']
	});
	expect(badges(drafts, '2026-02-01')).toEqual([]);
	expect(badges(drafts, '2026-02-03')).toEqual(['unchecked']);
	// Looked on the day itself, it may have come that evening.
	expect(badges([...drafts, check('2026-02-01')], '2026-02-03')).toEqual(['unchecked']);
	expect(badges([...drafts, check('2026-02-02')], '2026-02-03')).toEqual(['not-found']);
	expect(badges([...drafts, check('2026-02-03')], '2026-02-02')).toEqual(['unchecked']);
});

test('a grade is no current information after 120 days, but not once delivered', () => {
	const drafts = [
		published('2026-01-01', 'a', { criteria: ['One', 'Two'] }),
		reported('2026-01-01', 'a', 4)
	];
	expect(badges(drafts, '2026-05-01')).toEqual(['self-graded', 'not-closed', 'uncovered']);
	expect(badges(drafts, '2026-05-02')).toEqual(['self-graded', 'not-closed', 'stale', 'uncovered']);
	expect(badges([...drafts, closed('2026-01-02', 'a', 'delivered')], '2026-05-02')).toEqual([
		'delivered',
		'self-graded',
		'uncovered'
	]);
});

test('a review takes the place of the self-grade’s badge and says where it differs', () => {
	const drafts = [published('2026-01-01', 'a'), reported('2026-01-02', 'a', 2)];
	expect(
		badges([...drafts, reviewed('2026-01-03', 'a', '2026-01-02', 'sufficient', 2)], '2026-01-04')
	).toEqual(['reviewed']);
	expect(
		badges([...drafts, reviewed('2026-01-03', 'a', '2026-01-02', 'insufficient', 1)], '2026-01-04')
	).toEqual(['review-differs', 'insufficient']);
	const bare = [drafts[0]!, reported('2026-01-02', 'a', 2, { evidence: [] })];
	expect(
		badges([...bare, reviewed('2026-01-03', 'a', '2026-01-02', 'insufficient', 1)], '2026-01-04')
	).toEqual(['review-differs', 'unsupported']);
});

test('moves are counted, and a successor carries its predecessor’s narrowing', () => {
	const drafts = [
		published('2026-01-01', 'a', { target: '2027-01-01' }),
		revised('2026-01-02', 'a', 'date_moved', { target: '2027-02-01' }),
		revised('2026-01-03', 'a', 'date_moved', { target: '2027-03-01' }),
		revised('2026-01-04', 'a', 'narrowed', { target: '2027-03-01' })
	];
	expect(badges(drafts, '2026-02-01')).toEqual(['narrowed', 'date_moved ×2']);
	const succeeded = [
		...drafts,
		closed('2026-03-01', 'a', 'superseded', ['b']),
		published('2026-03-01', 'b', { target: '2027-03-01' })
	];
	expect(badges(succeeded, '2026-03-01', 'b')).toEqual(['narrowed', 'date_moved ×2']);
});

test('a successor’s own date is a move, and each later one another', () => {
	const drafts = [
		published('2026-01-01', 'a', { target: '2027-01-01' }),
		published('2026-02-01', 'b', { target: '2027-02-01' }),
		closed('2026-02-01', 'a', 'split', ['b']),
		revised('2026-03-01', 'b', 'date_moved', { target: '2027-03-01' })
	];
	expect(badges(drafts, '2026-01-31')).toEqual([]);
	expect(badges(drafts, '2026-02-01', 'b')).toEqual(['date_moved']);
	expect(badges(drafts, '2026-03-01', 'b')).toEqual(['date_moved ×2']);
});

test('a date moved by a revision of another kind counts as moved', () => {
	const drafts = [
		published('2026-01-01', 'a', { target: '2027-01-01' }),
		revised('2026-01-02', 'a', 'editorial', { target: '2027-02-01' })
	];
	expect(badges(drafts, '2026-01-01')).toEqual([]);
	expect(badges(drafts, '2026-01-02')).toEqual(['date_moved']);
});

test('the marks of goals are what must not be missed, without the rest', () => {
	const organization = organizationOf([
		published('2026-01-01', 'a', { target: '2027-01-01' }),
		published('2026-01-01', 'b'),
		revised('2026-01-02', 'a', 'narrowed', { target: '2027-01-01' }),
		revised('2026-01-02', 'a', 'date_moved', { target: '2027-02-01' }),
		revised('2026-01-02', 'a', 'strengthened', { target: '2027-02-01' }),
		revised('2026-01-02', 'b', 'strengthened'),
		closed('2026-02-01', 'a', 'withdrawn')
	]);
	const marked = (t: string) =>
		[...goalMarks(organization, t)].map(([key, marks]) => [key, ...marks.map(({ kind }) => kind)]);
	expect(marked('2026-01-01')).toEqual([]);
	expect(marked('2026-01-02')).toEqual([['a', 'narrowed', 'date_moved']]);
	expect(marked('2026-02-01')).toEqual([['a', 'withdrawn', 'narrowed', 'date_moved']]);
});
