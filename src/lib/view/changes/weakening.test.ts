import { expect, test } from 'vitest';
import { ownMovesAsOf } from '../../record/date-moves.ts';
import type { Grade } from '../../record/vocabulary.ts';
import {
	closed,
	corrected,
	type Draft,
	organizationOf,
	published,
	reported,
	reviewed,
	revised
} from '../../record/testing.ts';
import type { Weakening } from '../shared/weakenings.ts';
import { weakeningsOf } from './weakening.ts';

/** The ways in which each entry of the goal `a` weakens it, in record order. */
function weakenings(drafts: Draft[]) {
	const organization = organizationOf(drafts);
	const goal = organization.goals.get('a')!;
	const moves = ownMovesAsOf(organization, goal, '2027-12-31');
	return goal.entries.map((entry) =>
		weakeningsOf(organization, goal, entry, { move: moves.get(entry), t: '2027-12-31' })
	);
}
const last = (...drafts: Draft[]) => weakenings(drafts).at(-1);

const due = (target?: string) => published('2026-01-01', 'a', { target });
const moved = (target?: string) => revised('2026-02-01', 'a', 'date_moved', { target });

test.each([
	['later', '2026-06-30', '2026-07-01', ['date_moved_later']],
	['dropped', '2026-06-30', undefined, ['date_moved_later']],
	['earlier', '2026-06-30', '2026-06-29', []],
	['not at all', '2026-06-30', '2026-06-30', []],
	['to a first date', undefined, '2026-06-30', []]
] as const)('a date that is moved %s', (_, before, now, expected) => {
	expect(last(due(before), moved(now))).toEqual(expected);
});

test('a date is compared with the revision before, not with the first', () => {
	const back = revised('2026-03-01', 'a', 'date_moved', { target: '2026-08-31' });
	expect(last(due('2026-06-30'), moved('2026-12-31'), back)).toEqual([]);
});

test.each([
	['later', '2026-07-01', ['date_moved_later']],
	['none', undefined, ['date_moved_later']],
	['the same', '2026-06-30', []],
	['earlier', '2026-06-29', []]
] as const)('a successor’s date that is %s than its predecessor’s', (_, target, expected) => {
	const drafts = [
		published('2026-01-01', 'p', { target: '2026-06-30' }),
		published('2026-02-01', 'a', { target }),
		closed('2026-02-01', 'p', 'superseded', ['a'])
	];
	expect(weakenings(drafts)).toEqual([expected]);
});

test.each([
	['editorial', []],
	['strengthened', []],
	['narrowed', ['narrowed']]
] as const)('a revision that is %s', (change, expected) => {
	const revision = revised('2026-02-01', 'a', change, { target: '2026-06-30' });
	expect(last(due('2026-06-30'), revision)).toEqual(expected);
});

test('a date that is moved later counts whatever the revision calls itself', () => {
	const revision = revised('2026-02-01', 'a', 'editorial', { target: '2026-12-31' });
	expect(last(due('2026-06-30'), revision)).toEqual(['date_moved_later']);
});

test('a revision that narrows a goal does not hide that it moves its date too', () => {
	const revision = revised('2026-02-01', 'a', 'narrowed', { target: '2026-12-31' });
	expect(last(due('2026-06-30'), revision)).toEqual(['narrowed', 'date_moved_later']);
});

test.each([
	['delivered', []],
	['withdrawn', ['withdrawn']],
	['superseded', []],
	['split', []]
] as const)('a closing as %s', (as, expected) => {
	expect(last(due(), closed('2026-02-01', 'a', as))).toEqual(expected);
});

test.each([
	[3, 2, ['corrected_downward']],
	[3, 3, []],
	[3, 4, []]
] as [Grade, Grade, Weakening[]][])('a correction from %s to %s', (was, now, expected) => {
	const report = reported('2026-02-01', 'a', was);
	expect(last(due(), report, corrected('2026-02-02', 'a', '2026-02-01', now))).toEqual(expected);
});

test('a correction of a correction is held against that one', () => {
	const drafts = [
		due(),
		reported('2026-02-01', 'a', 4),
		corrected('2026-02-02', 'a', '2026-02-01', 1),
		corrected('2026-02-03', 'a', '2026-02-02-correction', 2)
	];
	expect(weakenings(drafts).slice(2)).toEqual([['corrected_downward'], []]);
});

test('neither a lower grade in a new update nor a review weakens a goal', () => {
	expect(
		weakenings([
			due(),
			reported('2026-02-01', 'a', 4),
			reported('2026-03-01', 'a', 1),
			reviewed('2026-03-02', 'a', '2026-03-01', 'insufficient', 0)
		])
	).toEqual([[], [], [], []]);
});
