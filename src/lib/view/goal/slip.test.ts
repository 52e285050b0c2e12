import { describe, expect } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { closed, type Draft, organizationOf, published, revised } from '../../record/testing.ts';
import { backdated, histories } from '../../scoring/histories.ts';
import { slipView } from './slip.ts';
import { newest } from '../../scoring/methods.ts';

function slip(drafts: Draft[], t: string, key = 'a') {
	const organization = organizationOf(drafts);
	return slipView(organization, organization.goals.get(key)!, t);
}

const moved = [
	published('2025-01-01', 'a', { target: '2025-06-30' }),
	revised('2025-05-01', 'a', 'date_moved', { target: '2025-12-31' }),
	revised('2025-06-01', 'a', 'editorial', { target: '2025-12-31' }),
	revised('2025-12-01', 'a', 'narrowed', { target: '2025-10-01' })
];

test('each move is told with what it moved, whatever the revision calls itself', () => {
	const view = slip(moved, '2026-01-01')!;
	expect(view).toMatchObject({
		original: { day: '2025-06-30', x: 0 },
		target: '2025-10-01',
		days: 93
	});
	expect(view.moves).toMatchObject([
		{ at: { number: 2, seq: 3 }, from: { day: '2025-06-30' }, to: { x: 100 }, by: 184 },
		{ at: { number: 4, change: 'narrowed' }, from: { x: 100 }, to: { day: '2025-10-01' }, by: -91 }
	]);
});

test('there is nothing to draw of a date that stands, nor before the first move', () => {
	expect(slip(moved, '2025-04-30')).toBeNull();
	expect(slip([published('2025-01-01', 'a')], '2025-04-30')).toBeNull();
});

test('a date that was dropped and set again is no move by days', () => {
	const drafts = [
		...moved.slice(0, 1),
		revised('2025-02-01', 'a', 'narrowed'),
		revised('2025-03-01', 'a', 'date_moved', { target: '2025-07-30' })
	];
	expect(slip(drafts, '2025-02-01')).toMatchObject({ target: null });
	expect(slip(drafts, '2025-03-01')).toMatchObject({
		days: 30,
		moves: [
			{ from: { day: '2025-06-30' }, to: null, by: null },
			{ from: null, to: { day: '2025-07-30' }, by: null }
		]
	});
});

describe('a goal that carries on another', () => {
	const drafts = [
		...moved.slice(0, 2),
		published('2025-08-01', 'b', { target: '2026-06-30' }),
		closed('2025-08-01', 'a', 'superseded', ['b']),
		closed('2026-08-01', 'b', 'delivered')
	];

	test('inherits its first date and its moves', () => {
		expect(slip(drafts, '2026-01-01', 'b')).toMatchObject({
			original: { day: '2025-06-30' },
			moves: [
				{ predecessor: { key: 'a', title: 'Goal a' }, by: 184 },
				{ predecessor: null, by: 181, at: { number: 1, change: 'published' } }
			]
		});
	});

	test('says whose first date it was, and what had passed when it was moved', () => {
		const { original, moves } = slip(drafts, '2026-01-01', 'b')!;
		expect(original.predecessor).toEqual({ key: 'a', title: 'Goal a' });
		expect(moves.map(({ passed }) => passed)).toEqual([0, 0]);
		const late = [
			published('2025-01-01', 'a', { target: '2025-06-30' }),
			revised('2025-07-12', 'a', 'date_moved', { target: '2025-12-31' })
		];
		expect(slip(late, '2026-01-01')).toMatchObject({
			original: { predecessor: null },
			moves: [{ passed: 12 }]
		});
	});

	test('shows how late it was delivered', () => {
		expect(slip(drafts, '2026-08-01', 'b')?.delivered).toEqual({
			day: '2026-08-01',
			x: 100,
			late: 397
		});
	});
});

const recorded = fc.oneof(
	histories.map(({ drafts }) => drafts),
	backdated
);

test.prop([recorded])('the drawing begins and ends where the score does', (drafts) => {
	const organization = organizationOf(drafts);
	const days = drafts.map(({ effective_on }) => effective_on);
	const lastDay = days.sort().at(-1)!;
	for (const goal of organization.goals.values()) {
		const score = newest.goalScore(organization, goal, lastDay)!;
		const view = slipView(organization, goal, lastDay);
		if (!view) {
			if (score.target) expect(score.target).toBe(score.original_target);
			continue;
		}
		expect(view.original.day).toBe(score.original_target);
		expect(view.target).toBe(score.target);
		if (score.slip_days !== null) expect(view.days).toBe(score.slip_days);
		let day: string | undefined = view.original.day;
		for (const { from, to } of view.moves) {
			expect(from?.day).toBe(day);
			day = to?.day;
			for (const place of [from, to]) if (place) expect(place.x >= 0 && place.x <= 100).toBe(true);
		}
	}
});
