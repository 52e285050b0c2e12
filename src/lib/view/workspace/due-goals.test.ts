import { expect, test } from 'vitest';
import { dueGoals, whenDue } from './due-goals.ts';

const update = (key: string, in_days: number) => ({
	key,
	title: key.toUpperCase(),
	last: null,
	due_on: '2026-07-01',
	in_days,
	stale: false
});
const target = (key: string, in_days: number) => ({
	key,
	title: key.toUpperCase(),
	target: '2026-07-01',
	in_days,
	grade: null
});

test('a goal that is due for two reasons stands once, by the nearer', () => {
	const updates = [update('both', -2), update('update', 5)];
	const targets = [target('target', -9), target('both', -40)];
	expect(dueGoals(updates, targets)).toEqual([
		{ key: 'both', title: 'BOTH', in_days: -40, update: updates[0], target: targets[1] },
		{ key: 'target', title: 'TARGET', in_days: -9, update: null, target: targets[0] },
		{ key: 'update', title: 'UPDATE', in_days: 5, update: updates[1], target: null }
	]);
});

test('when something is due is said in days', () => {
	expect([-1, 0, 30].map((days) => whenDue(days))).toEqual([
		'1 day overdue',
		'due today',
		'due in 30 days'
	]);
	expect(whenDue(-9, true)).not.toContain('overdue');
});
