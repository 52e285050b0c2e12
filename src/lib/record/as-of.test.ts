import { expect, test } from 'vitest';
import {
	closingAsOf,
	gradedOn,
	inForce,
	latestReviewAsOf,
	lineageAsOf,
	originalTargetAsOf,
	revisionAsOf,
	standingUpdateAsOf
} from './as-of.ts';
import {
	closed,
	corrected,
	type Draft,
	organizationOf,
	published,
	reported,
	reviewed,
	revised
} from './testing.ts';

function goalOf(...drafts: Draft[]) {
	return organizationOf([published('2026-01-01', 'a'), ...drafts]).goals.get('a')!;
}

function standing(goal: ReturnType<typeof goalOf>, t: string) {
	const found = standingUpdateAsOf(goal, t);
	return found && `${found.update.key} of ${found.day}`;
}

test('a goal exists from the day of its first revision, that day included', () => {
	const goal = goalOf(revised('2026-02-01', 'a', 'editorial', { title: 'New' }));
	expect(revisionAsOf(goal, '2025-12-31')).toBeUndefined();
	expect(revisionAsOf(goal, '2026-01-01')?.revision).toBe(1);
	expect(revisionAsOf(goal, '2026-01-31')?.revision).toBe(1);
	expect(revisionAsOf(goal, '2026-02-01')?.title).toBe('New');
});

test('of two revisions on one day the later in the record is in force', () => {
	const goal = goalOf(
		revised('2026-02-01', 'a', 'editorial'),
		revised('2026-02-01', 'a', 'strengthened')
	);
	expect(revisionAsOf(goal, '2026-02-01')?.revision).toBe(3);
});

const rows = [
	{ number: 1, effective_on: '2026-01-10' },
	{ number: 2, effective_on: '2026-05-01' },
	{ number: 3, effective_on: '2026-05-01' }
];

test.each([
	['2026-01-09', undefined],
	['2026-01-10', 1],
	['2026-04-30', 1],
	['2026-05-01', 3]
])('on %s revision %s is in force', (day, number) => {
	expect(inForce(rows, day)?.number).toBe(number);
	expect(gradedOn(rows, day)?.number).toBe(number ?? 1);
});

test('a closing counts from its day on', () => {
	const goal = goalOf(closed('2026-03-01', 'a', 'withdrawn'));
	expect(closingAsOf(goal, '2026-02-28')).toBeUndefined();
	expect(closingAsOf(goal, '2026-03-01')?.as).toBe('withdrawn');
});

test('the latest update by day stands, even where an earlier day is recorded later', () => {
	const goal = goalOf(
		reported('2026-02-10', 'a', 2, { update: 'new' }),
		reported('2026-02-01', 'a', 1, { update: 'old' })
	);
	expect(standing(goal, '2026-01-31')).toBeUndefined();
	expect(standing(goal, '2026-02-09')).toBe('old of 2026-02-01');
	expect(standing(goal, '2026-02-10')).toBe('new of 2026-02-10');
});

test('a correction counts from its own day, on the day of the update that it corrects', () => {
	const goal = goalOf(
		reported('2026-02-01', 'a', 2, { update: 'first' }),
		corrected('2026-02-05', 'a', 'first', 1, { update: 'fix' })
	);
	expect(standing(goal, '2026-02-04')).toBe('first of 2026-02-01');
	expect(standing(goal, '2026-02-05')).toBe('fix of 2026-02-01');
});

test('a correction does not outrank an update of a later day', () => {
	const goal = goalOf(
		reported('2026-02-01', 'a', 2, { update: 'first' }),
		reported('2026-02-03', 'a', 2, { update: 'second' }),
		corrected('2026-02-05', 'a', 'first', 1, { update: 'fix' })
	);
	expect(standing(goal, '2026-02-05')).toBe('second of 2026-02-03');
});

test('of two updates on one day the later in the record stands, though the other is corrected', () => {
	const goal = goalOf(
		reported('2026-02-01', 'a', 1, { update: 'first' }),
		reported('2026-02-01', 'a', 2, { update: 'second' }),
		corrected('2026-02-01', 'a', 'first', 3, { update: 'fix' })
	);
	expect(standing(goal, '2026-02-01')).toBe('second of 2026-02-01');
});

test('of several corrections, chained or not, the latest by day and then by record stands', () => {
	const goal = goalOf(
		reported('2026-02-01', 'a', 1, { update: 'first' }),
		corrected('2026-02-07', 'a', 'first', 2, { update: 'late' }),
		corrected('2026-02-05', 'a', 'late', 3, { update: 'early' }),
		corrected('2026-02-05', 'a', 'first', 3, { update: 'early-again' })
	);
	expect(standing(goal, '2026-02-06')).toBe('early-again of 2026-02-01');
	expect(standing(goal, '2026-02-07')).toBe('late of 2026-02-01');
});

test('a correction before its original changes nothing until the original is there', () => {
	const goal = goalOf(
		reported('2026-02-05', 'a', 1, { update: 'first' }),
		corrected('2026-02-01', 'a', 'first', 2, { update: 'fix' })
	);
	expect(standing(goal, '2026-02-04')).toBeUndefined();
	expect(standing(goal, '2026-02-05')).toBe('fix of 2026-02-05');
});

test('the latest review is that of the update itself', () => {
	const goal = goalOf(
		reported('2026-02-01', 'a', 1, { update: 'first' }),
		reviewed('2026-02-03', 'a', 'first', 'partly'),
		reviewed('2026-02-02', 'a', 'first', 'sufficient'),
		reviewed('2026-02-03', 'a', 'first', 'insufficient'),
		corrected('2026-02-05', 'a', 'first', 2, { update: 'fix' })
	);
	const { original, corrections } = goal.reports[0]!;
	expect(latestReviewAsOf(original, '2026-02-01')).toBeUndefined();
	expect(latestReviewAsOf(original, '2026-02-02')?.evidence).toBe('sufficient');
	expect(latestReviewAsOf(original, '2026-02-03')?.evidence).toBe('insufficient');
	expect(latestReviewAsOf(corrections[0]!, '2026-02-05')).toBeUndefined();
});

function originalTarget(drafts: Draft[], key: string, t: string) {
	const organization = organizationOf(drafts);
	return originalTargetAsOf(organization, organization.goals.get(key)!, t)?.on;
}

test('the original target is the first that a revision effective by then gave', () => {
	const drafts = [
		published('2026-01-01', 'a'),
		revised('2026-02-01', 'a', 'date_moved', { target: '2026-06-30' }),
		revised('2026-03-01', 'a', 'date_moved', { target: '2026-09-30' }),
		revised('2026-04-01', 'a', 'editorial')
	];
	expect(originalTarget(drafts, 'a', '2026-01-31')).toBeUndefined();
	expect(originalTarget(drafts, 'a', '2026-02-01')).toBe('2026-06-30');
	expect(originalTarget(drafts, 'a', '2026-04-01')).toBe('2026-06-30');
});

const chain = [
	published('2026-01-01', 'a', { target: '2026-06-30' }),
	published('2026-02-01', 'b', { target: '2026-12-31' }),
	closed('2026-02-01', 'a', 'superseded', ['b']),
	published('2026-03-01', 'c', { target: '2027-01-31' }),
	closed('2026-03-01', 'b', 'superseded', ['c'])
];

test('a successor inherits the original target, through a chain', () => {
	expect(originalTarget(chain, 'b', '2026-02-01')).toBe('2026-06-30');
	expect(originalTarget(chain, 'c', '2026-03-01')).toBe('2026-06-30');
});

test('where no predecessor had a target, the successor has its own', () => {
	const drafts = [
		published('2026-01-01', 'a'),
		published('2026-02-01', 'b', { target: '2026-12-31' }),
		closed('2026-02-01', 'a', 'superseded', ['b'])
	];
	expect(originalTarget(drafts, 'b', '2026-02-01')).toBe('2026-12-31');
});

test('a goal succeeds another only once that closing is effective', () => {
	const organization = organizationOf([
		published('2026-01-01', 'a', { target: '2026-06-30' }),
		published('2026-01-01', 'b', { target: '2026-12-31' }),
		closed('2026-02-01', 'a', 'superseded', ['b'])
	]);
	const b = organization.goals.get('b')!;
	expect(lineageAsOf(organization, b, '2026-01-31').map((goal) => goal.key)).toEqual(['b']);
	expect(lineageAsOf(organization, b, '2026-02-01').map((goal) => goal.key)).toEqual(['b', 'a']);
	expect(originalTargetAsOf(organization, b, '2026-01-31')?.on).toBe('2026-12-31');
});

test('a chain that comes back to itself is cut', () => {
	const organization = organizationOf([
		published('2026-01-01', 'a', { target: '2026-06-30' }),
		published('2026-01-01', 'b'),
		closed('2026-02-01', 'a', 'superseded', ['b']),
		closed('2026-02-01', 'b', 'superseded', ['a'])
	]);
	const lineage = lineageAsOf(organization, organization.goals.get('a')!, '2026-02-01');
	expect(lineage.map((goal) => goal.key)).toEqual(['a', 'b']);
});

test('what the record adds to a goal is seen at once', () => {
	const goal = goalOf(reported('2026-02-01', 'a', 1));
	expect(standing(goal, '2026-12-31')).toMatch(/ of 2026-02-01$/);
	const later = goalOf(reported('2026-02-01', 'a', 1), reported('2026-03-01', 'a', 2));
	goal.reports.push(later.reports[1]!);
	goal.entries.push(later.entries.at(-1)!);
	expect(standing(goal, '2026-12-31')).toMatch(/ of 2026-03-01$/);
});
