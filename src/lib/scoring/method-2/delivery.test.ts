import { expect, test } from 'vitest';
import {
	closed,
	corrected,
	type Draft,
	link,
	organizationOf,
	published,
	reported,
	reviewed,
	revised,
	revisionReviewed
} from '../../record/testing.ts';
import { scorecard } from './scorecard.ts';

const START = '2026-01-01';
const DUE = '2026-06-30';
const goal = published(START, 'a', { criteria: ['One', 'Two'], target: DUE });
const done = (on = DUE) => [reported(on, 'a', 4), closed(on, 'a', 'delivered')];

const delivery = (drafts: Draft[], t = '2026-12-31') =>
	scorecard(organizationOf(drafts), t, 0).overall.delivery;
const outcome = (...drafts: Draft[]) => {
	const { n, rate, on_time } = delivery([goal, ...drafts]);
	return [n, rate, on_time];
};

test('delivered on its day a goal is on time, later it earns less', () => {
	expect(outcome(...done())).toEqual([1, 100, 1]);
	expect(outcome(...done('2026-07-01'))).toEqual([1, 100 * (1 - 1 / 365), 0]);
	expect(outcome()).toEqual([1, 0, 0]);
});

test.each(['missed', 'withdrawn'] as const)('%s earns nothing', (as) => {
	expect(outcome(reported(START, 'a', 3), closed(DUE, 'a', as))).toEqual([1, 0, 0]);
});

test('a closing that the update does not bear out earns nothing', () => {
	const closing = closed(DUE, 'a', 'delivered');
	expect(outcome(reported(DUE, 'a', 3), closing)).toEqual([1, 0, 0]);
	expect(outcome(reported(DUE, 'a', 4, { evidence: [] }), closing)).toEqual([1, 0, 0]);
	expect(outcome(...done(), corrected('2026-07-10', 'a', DUE, 2))).toEqual([1, 0, 0]);
	const review = (judgement: 'partly' | 'insufficient', by: string) =>
		reviewed('2026-07-10', 'a', DUE, judgement, 4, { by });
	expect(outcome(...done(), review('partly', 'A'))).toEqual([1, 100, 1]);
	expect(outcome(...done(), review('partly', 'A'), review('insufficient', 'B'))).toEqual([1, 0, 0]);
});

const fewer = { criteria: ['One'], target: DUE };

test('what was narrowed before it was delivered earns half at most, under whatever label', () => {
	for (const label of ['narrowed', 'editorial', 'strengthened'] as const)
		expect(outcome(revised('2026-03-01', 'a', label, fewer), ...done())).toEqual([1, 50, 0]);
	const reworded = { criteria: ['One', 'Easy'], target: DUE };
	expect(outcome(revised('2026-03-01', 'a', 'reworded', reworded), ...done())).toEqual([1, 100, 1]);
});

test('a revision that a standing review calls weaker is narrowed, though the review comes later', () => {
	const reworded = revised('2026-03-01', 'a', 'reworded', {
		criteria: ['One', 'Easy'],
		target: DUE
	});
	const drafts = [goal, reworded, ...done(), revisionReviewed('2026-08-01', 'a', 2, 'weaker', 'A')];
	expect(delivery(drafts, '2026-07-31').rate).toBe(100);
	expect(delivery(drafts, '2026-08-01').rate).toBe(50);
	// Another reviewer's praise does not undo it; the reviewer's own later review does.
	const praise = revisionReviewed('2026-09-01', 'a', 2, 'stronger', 'B');
	const second = revisionReviewed('2026-10-01', 'a', 2, 'same', 'A');
	expect(delivery([...drafts, praise]).rate).toBe(50);
	expect(delivery([...drafts, praise, second]).rate).toBe(100);
	// What says of itself that it narrows, narrows.
	const narrowed = revised('2026-03-01', 'a', 'narrowed', fewer);
	expect(delivery([goal, narrowed, ...done(), praise, second]).rate).toBe(50);
});

test('a successor carries what was narrowed before it', () => {
	const drafts = [
		goal,
		revised('2026-03-01', 'a', 'narrowed', fewer),
		published('2026-04-01', 'b', { criteria: ['One'], target: '2027-01-01' }),
		closed('2026-04-01', 'a', 'superseded', ['b']),
		reported(DUE, 'b', 4),
		closed(DUE, 'b', 'delivered')
	];
	expect(delivery(drafts)).toEqual({ n: 1, rate: 50, on_time: 0 });
});

test('a goal that was announced when it was done stands outside the record', () => {
	const short = (on: string, at: string) => [
		published(on, 'a', { target: at }),
		reported(at, 'a', 4),
		closed(at, 'a', 'delivered')
	];
	expect(delivery(short('2026-01-01', '2026-01-30'))).toEqual({ n: 0, rate: null, on_time: 0 });
	expect(delivery(short('2026-01-01', '2026-01-31'))).toEqual({ n: 1, rate: 100, on_time: 1 });
	const card = scorecard(organizationOf(short('2026-01-01', '2026-01-30')), DUE, 0);
	expect(card.goals[0]!.explained!.announced_when_done).toBe(true);
	// What it carries on was announced long before.
	const carried = [
		goal,
		published('2026-06-20', 'b', { criteria: ['One', 'Two'] }),
		closed('2026-06-20', 'a', 'superseded', ['b']),
		reported('2026-06-25', 'b', 4, { evidence: [link()] }),
		closed('2026-06-25', 'b', 'delivered')
	];
	expect(delivery(carried)).toEqual({ n: 1, rate: 100, on_time: 1 });
});
