import { describe, expect } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { activity } from '../scoring/activity.ts';
import { backdated, histories } from '../scoring/histories.ts';
import { NO_FILTER } from '../view/changes/changes-filter.ts';
import { changesLog } from '../view/changes/changes-log.ts';
import { goalMarks } from '../view/goal/goal-row.ts';
import { slipView } from '../view/goal/slip.ts';
import { daysPassed, movedLater, ownMovesAsOf, targetsAsOf } from './date-moves.ts';
import { closed, organizationOf, published, revised } from './testing.ts';
import { newest } from '../scoring/methods.ts';

describe('a goal that was split', () => {
	const organization = organizationOf([
		published('2025-01-01', 'a', { target: '2025-06-30' }),
		revised('2025-05-01', 'a', 'date_moved', { target: '2025-10-31' }),
		published('2025-11-10', 'b', { target: '2026-09-30' }),
		published('2025-11-10', 'c', { target: '2025-10-31' }),
		closed('2025-11-15', 'a', 'split', ['b', 'c']),
		revised('2026-01-01', 'b', 'narrowed', { target: '2026-08-31' })
	]);
	const goal = (key: string) => organization.goals.get(key)!;
	const moves = (key: string, t: string) =>
		targetsAsOf(organization, goal(key), t).moves.map(({ from, to }) => `${from} ${to}`);

	test('moves its date by the first revision of a successor, once it is closed', () => {
		expect(moves('b', '2025-11-14')).toEqual([]);
		expect(moves('b', '2025-11-15')).toEqual(['2025-06-30 2025-10-31', '2025-10-31 2026-09-30']);
		expect(moves('c', '2025-11-15')).toEqual(['2025-06-30 2025-10-31']);
	});

	test('keeps its own moves: a successor’s are those of its own revisions', () => {
		const own = (key: string) => [...ownMovesAsOf(organization, goal(key), '2026-12-31').values()];
		expect(own('a')).toHaveLength(1);
		expect(own('c')).toEqual([]);
		expect(own('b').map(movedLater)).toEqual([true, false]);
		expect(own('b').map(daysPassed)).toEqual([10, 0]);
	});
});

const recorded = fc.oneof(
	histories.map(({ drafts }) => drafts),
	backdated
);

test.prop([recorded, fc.nat()])('every page counts the same moves', (drafts, n) => {
	const organization = organizationOf(drafts);
	const days = drafts.map(({ effective_on }) => effective_on);
	const t = days[n % days.length]!;
	const goals = [...organization.goals.values()];
	const own = goals.flatMap((goal) => [...ownMovesAsOf(organization, goal, t).values()]);
	const log = (filter: object) => changesLog(organization, t, { ...NO_FILTER, ...filter });

	expect(activity(organization, newest.scorecard(organization, t, 0)).overall.date_moves).toBe(
		own.length
	);
	expect(log({ change: 'date_moved' }).count).toBe(own.length);
	const later = own.filter(movedLater).length;
	expect(log({ weakening: 'date_moved_later' }).count).toBe(later);
	const yearly = log({}).weakening.map(({ counts }) => counts.date_moved_later);
	expect(yearly.reduce((sum, count) => sum + count, 0)).toBe(later);

	const marks = goalMarks(organization, t);
	for (const goal of goals) {
		const listed = slipView(organization, goal, t)?.moves.length ?? 0;
		const badge = marks.get(goal.key)?.find(({ kind }) => kind === 'date_moved');
		expect(badge?.times ?? 0).toBe(listed);
	}
});
