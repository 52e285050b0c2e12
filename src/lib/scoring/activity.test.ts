import { expect, test } from 'vitest';
import {
	closed,
	corrected,
	type Draft,
	organizationOf,
	published,
	reported,
	reviewed,
	revised
} from '../record/testing.ts';
import { activity } from './activity.ts';
import { newest } from './methods.ts';

const START = '2026-01-01';

function activityOf(drafts: Draft[], asOf: string) {
	const organization = organizationOf(drafts);
	return activity(organization, newest.scorecard(organization, asOf, 0));
}

test('an area without goals has counts of 0 and no means', () => {
	expect(activityOf([], START).areas.policy).toEqual({
		mean_slip_days: null,
		date_moves: 0,
		strengthened: 0,
		narrowed: 0,
		unconfirmed: 0,
		missed: 0,
		withdrawn: 0,
		reviews: { updated: 0, reviewed: 0, share: null, mean_difference: null }
	});
});

const moved = [
	published(START, 'a', { target: '2026-03-31' }),
	published(START, 'b', { target: '2026-03-31', area: 'policy' }),
	published(START, 'c'),
	revised('2026-02-01', 'a', 'date_moved', { target: '2026-04-10' }),
	revised('2026-02-02', 'a', 'date_moved', { target: '2026-04-20' }),
	revised('2026-02-03', 'c', 'narrowed'),
	revised('2026-02-04', 'c', 'narrowed'),
	revised('2026-02-05', 'c', 'strengthened'),
	closed('2026-02-06', 'c', 'withdrawn')
];

test('counts moves, and goals strengthened, narrowed and withdrawn, by the day', () => {
	const before = activityOf(moved, '2026-02-01').areas.security;
	expect(before).toMatchObject({ mean_slip_days: 10, date_moves: 1, narrowed: 0, withdrawn: 0 });
	expect(activityOf(moved, '2028-01-01').areas.security).toMatchObject({
		mean_slip_days: 20,
		date_moves: 2,
		strengthened: 1,
		narrowed: 1,
		withdrawn: 1
	});
});

test('overall is over all goals alike', () => {
	const { overall, areas } = activityOf(moved, '2026-02-06');
	expect(areas.policy).toMatchObject({ mean_slip_days: 0, date_moves: 0 });
	expect(overall).toMatchObject({ mean_slip_days: 10, date_moves: 2, withdrawn: 1 });
});

test.each([['superseded', ['b']] as const, ['split', ['b', 'c']] as const])(
	'a %s goal does not dilute the slip of its successors, but its moves stay',
	(as, successors) => {
		const { overall } = activityOf(
			[
				published(START, 'a', { target: '2026-03-31' }),
				revised(START, 'a', 'date_moved', { target: '2026-04-01' }),
				...successors.map((key) => published('2026-02-01', key, { target: '2026-04-20' })),
				closed('2026-02-01', 'a', as, [...successors])
			],
			'2026-02-01'
		);
		// The predecessor's own, and one by the first revision of each successor.
		expect(overall).toMatchObject({ mean_slip_days: 20, date_moves: 1 + successors.length });
	}
);

test('review coverage is of standing updates, by their latest review', () => {
	const drafts = [
		...['a', 'b', 'c', 'd'].map((key) => published(START, key)),
		reported(START, 'a', 4),
		reported(START, 'b', 2),
		reported(START, 'c', 2),
		reviewed('2026-01-02', 'a', START, 'partly', 1),
		reviewed('2026-01-03', 'a', START, 'partly', 2),
		reviewed('2026-01-02', 'b', START, 'partly', 3),
		reviewed('2026-01-02', 'c', START, 'partly', 2),
		corrected('2026-01-04', 'c', START, 3)
	];
	expect(activityOf(drafts, '2026-01-04').overall.reviews).toEqual({
		updated: 3,
		reviewed: 2,
		share: 2 / 3,
		mean_difference: 1.5
	});
	expect(activityOf(drafts, '2026-01-02').overall.reviews).toMatchObject({
		reviewed: 3,
		mean_difference: 4 / 3
	});
});

test('review coverage leaves out goals that are not scored', () => {
	const drafts = [
		published(START, 'a'),
		reported(START, 'a', 4),
		reviewed(START, 'a', START, 'sufficient', 4),
		closed(START, 'a', 'delivered')
	];
	expect(activityOf(drafts, '2026-12-31').overall.reviews.updated).toBe(1);
	expect(activityOf(drafts, '2027-12-31').overall.reviews.updated).toBe(0);
});
