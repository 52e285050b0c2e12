import { describe, expect, test } from 'vitest';
import { addDays } from '../../record/day.ts';
import { closed, type Draft, organizationOf, published, revised } from '../../record/testing.ts';
import { scorecard } from './scorecard.ts';

const START = '2026-01-01';
const DUE = '2026-06-30';
const LATER = '2028-01-01';
const due = published(START, 'a', { target: DUE });

function card(drafts: Draft[], asOf = LATER) {
	return scorecard(organizationOf(drafts), asOf, 0);
}

function share(drafts: Draft[], key = 'a', asOf = LATER) {
	return card(drafts, asOf).goals.find((goal) => goal.key === key)!.delivery;
}

describe('what a goal earns', () => {
	test('counts from the original target day, that day included', () => {
		expect(share([due], 'a', addDays(DUE, -1))).toBeNull();
		expect(share([due], 'a', DUE)).toBe(0);
		expect(share([published(START, 'a')])).toBeNull();
	});

	test('is not counted before the day even where it is delivered', () => {
		const drafts = [due, closed('2026-03-01', 'a', 'delivered')];
		expect(share(drafts, 'a', addDays(DUE, -1))).toBeNull();
		expect(share(drafts, 'a', DUE)).toBe(1);
	});

	test('is all of it on the day, then less by the day, at the least half', () => {
		const late = (days: number) => share([due, closed(addDays(DUE, days), 'a', 'delivered')]);
		expect([late(-10), late(0)]).toEqual([1, 1]);
		expect(late(1)).toBeCloseTo(364 / 365, 12);
		expect(late(182)).toBeCloseTo(183 / 365, 12);
		expect([late(183), late(400)]).toEqual([0.5, 0.5]);
	});

	test('is nothing where the goal is withdrawn, or delivered only after t', () => {
		expect(share([due, closed(START, 'a', 'withdrawn')])).toBe(0);
		expect(share([due, closed(addDays(DUE, 2), 'a', 'delivered')], 'a', addDays(DUE, 1))).toBe(0);
	});

	test('is measured from the original day though the date was moved', () => {
		const moved = revised('2026-02-01', 'a', 'date_moved', { target: '2027-06-30' });
		expect(share([due, moved, closed(addDays(DUE, 73), 'a', 'delivered')])).toBeCloseTo(0.8, 12);
	});

	test('is at most half where the goal was narrowed before delivery', () => {
		const narrowed = revised('2026-02-01', 'a', 'narrowed', { target: DUE });
		expect(share([due, narrowed, closed(DUE, 'a', 'delivered')])).toBe(0.5);
		expect(share([due, narrowed])).toBe(0);
		expect(share([due, closed(START, 'a', 'delivered'), narrowed])).toBe(1);
		const strengthened = revised('2026-02-01', 'a', 'strengthened', { target: DUE });
		expect(share([due, strengthened, closed(DUE, 'a', 'delivered')])).toBe(1);
	});
});

describe('successors', () => {
	const delivered = (as: 'superseded' | 'split', ...before: Draft[]) => [
		due,
		...before,
		published('2026-03-01', 'b', { target: '2027-03-01' }),
		published('2026-03-01', 'c', { target: '2027-03-01' }),
		closed('2026-03-01', 'a', as, as === 'split' ? ['b', 'c'] : ['b']),
		closed(addDays(DUE, 73), 'b', 'delivered')
	];

	test('split and superseded goals are left out; their successors inherit the day', () => {
		for (const as of ['superseded', 'split'] as const) {
			expect(share(delivered(as))).toBeNull();
			expect(share(delivered(as), 'b')).toBeCloseTo(0.8, 12);
		}
	});

	test('until it is closed, the goal itself is counted', () => {
		const drafts = [
			due,
			published('2026-09-01', 'b'),
			closed('2026-09-01', 'a', 'superseded', ['b'])
		];
		expect(share(drafts, 'a', '2026-08-31')).toBe(0);
		expect(share(drafts, 'a', '2026-09-01')).toBeNull();
		expect(share(drafts, 'b', '2026-09-01')).toBe(0);
	});

	test('a narrowed predecessor caps its successors, through a chain', () => {
		const drafts = [
			due,
			revised('2026-02-01', 'a', 'narrowed', { target: DUE }),
			published('2026-03-01', 'b'),
			closed('2026-03-01', 'a', 'superseded', ['b']),
			published('2026-04-01', 'c'),
			closed('2026-04-01', 'b', 'superseded', ['c']),
			closed(DUE, 'c', 'delivered')
		];
		expect(share(drafts, 'c')).toBe(0.5);
	});
});

describe('delivery rate', () => {
	test('weighs the goals and counts them', () => {
		const drafts = [
			due,
			published('2026-03-01', 'b'),
			published('2026-03-01', 'c'),
			closed('2026-03-01', 'a', 'split', ['b', 'c']),
			closed('2026-05-01', 'b', 'delivered'),
			published(START, 'd', { target: DUE })
		];
		expect(card(drafts).areas.security.delivery).toEqual({ n: 3, rate: 25, on_time: 1 });
	});

	test('is null where no goal was due', () => {
		expect(card([due], START).overall.delivery).toEqual({ n: 0, rate: null, on_time: 0 });
	});

	test('overall is over all goals alike, not over the areas', () => {
		const goals = ['b', 'c', 'd'].map((key) => published(START, key, { target: DUE }));
		const policy = published(START, 'a', { target: DUE, area: 'policy' });
		const { overall, areas } = card([policy, ...goals, closed(START, 'a', 'delivered')]);
		expect(overall.delivery).toEqual({ n: 4, rate: 25, on_time: 1 });
		expect(areas.policy.delivery).toEqual({ n: 1, rate: 100, on_time: 1 });
	});

	test('keeps a goal that has left the scored set', () => {
		const { overall } = card([due, closed(START, 'a', 'delivered')]);
		expect(overall).toMatchObject({ n: 0, delivery: { n: 1, rate: 100, on_time: 1 } });
	});
});
