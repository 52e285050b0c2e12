import { expect, test } from 'vitest';
import {
	closed,
	type Draft,
	judged,
	organizationOf,
	published,
	revised
} from '../../record/testing.ts';
import { newest } from '../../scoring/methods.ts';
import { areaView } from './area.ts';
import { calendarView } from './calendar.ts';
import { conditionalGoals } from './conditional.ts';

const condition = { text: 'A model can do it' };
const drafts: Draft[] = [
	published('2026-01-01', 'waits', { condition, within: 90 }),
	published('2026-01-01', 'unclear', { condition, within: 30 }),
	published('2026-01-01', 'met', { condition, within: 60 }),
	published('2026-01-01', 'back', { condition, within: 10 }),
	published('2026-01-01', 'gone', { condition, within: 10 }),
	published('2026-01-01', 'always', { target: '2026-12-31' }),
	judged('2026-02-01', 'unclear', 'unclear'),
	judged('2026-02-01', 'met', 'met'),
	judged('2026-02-01', 'back', 'met'),
	judged('2026-03-01', 'back', 'not_met'),
	closed('2026-03-01', 'gone', 'withdrawn'),
	revised('2026-04-01', 'waits', 'date_moved', { within: 120 })
];
const organization = organizationOf(drafts);

test('open goals stand with their condition until it is met, and say what would be due', () => {
	const { goals } = newest.scorecard(organization, '2026-05-01', 99);
	const listed = conditionalGoals(organization, goals, '2026-05-01');
	expect(listed).toMatchObject([
		{ key: 'waits', state: 'not_met', since: null, within: 120, due: null, counts: false },
		{ key: 'unclear', state: 'unclear', since: '2026-02-01', within: 30, due: null, counts: true },
		{
			key: 'back',
			state: 'not_met',
			since: '2026-03-01',
			within: 10,
			due: '2026-02-11',
			counts: true
		}
	]);
	expect(listed[0]!.condition).toBe('A model can do it');
	const before = newest.scorecard(organization, '2026-01-31', 99).goals;
	expect(
		conditionalGoals(organization, before, '2026-01-31').map(({ key, within }) => [key, within])
	).toEqual([
		['waits', 90],
		['unclear', 30],
		['met', 60],
		['back', 10],
		['gone', 10]
	]);
});

test('in the calendar they are not without a date, and what is due by a day stays under it', () => {
	const { conditional, undated, overdue, due } = calendarView(
		organization,
		'2026-03-15',
		99,
		'quarter'
	);
	expect(conditional.map(({ key }) => key)).toEqual(['waits', 'unclear']);
	expect(undated).toEqual([]);
	expect(overdue.map(({ key }) => key)).toEqual(['back']);
	expect(due.flatMap(({ goals }) => goals.map(({ key }) => key))).toEqual(['met', 'always']);
});

test('an area lists them apart from what is scored no longer', () => {
	const { conditional, left_out, goals } = areaView(organization, 'security', '2026-05-01', 99);
	expect(conditional.map(({ key }) => key)).toEqual(['waits', 'unclear', 'back']);
	expect(left_out.map(({ key }) => key)).toEqual(['gone']);
	expect(goals.map(({ key }) => key)).toContain('unclear');
	expect(goals.map(({ key }) => key)).not.toContain('waits');
});
