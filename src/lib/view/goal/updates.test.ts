import { expect, test } from 'vitest';
import {
	answered,
	corrected,
	type Draft,
	organizationOf,
	published,
	reported,
	reviewed
} from '../../record/testing.ts';
import { revised } from '../../record/testing.ts';
import { revisionsView } from './revisions.ts';
import { updatesView } from './updates.ts';

const drafts: Draft[] = [
	published('2026-01-01', 'a', { title: 'Old title', target: '2026-06-30' }),
	reported('2026-02-01', 'a', 4),
	reported('2026-03-01', 'a', 2),
	corrected('2026-03-05', 'a', '2026-02-01', 3),
	revised('2026-04-01', 'a', 'date_moved', { title: 'New title', target: '2026-07-30' })
];
const goal = organizationOf(drafts).goals.get('a')!;
const updates = (t: string) => updatesView(goal, t, (text) => text);

test('a correction stands in place of what it corrects, which stays beside it', () => {
	expect(
		updates('2026-03-05').map(({ day, stands, current, corrected }) => ({
			...{ day, stands, grade: current.grade },
			corrected: corrected.map(({ grade }) => grade)
		}))
	).toEqual([
		{ day: '2026-03-01', stands: true, grade: 2, corrected: [] },
		{ day: '2026-02-01', stands: false, grade: 3, corrected: [4] }
	]);
});

test('before the correction’s day the uncorrected update is shown alone', () => {
	expect(updates('2026-03-04')[1]).toMatchObject({ current: { grade: 4 }, corrected: [] });
});

test('revisions come newest first, with what changed and by how much the date moved', () => {
	const [latest, first] = revisionsView(goal, '2026-12-31');
	expect(first).toMatchObject({ number: 1, change: 'published', changes: null });
	expect(latest?.changes).toEqual([
		{
			name: 'Title',
			parts: [
				{ text: 'Old', change: 'removed' },
				{ text: 'New', change: 'added' },
				{ text: ' title', change: 'same' }
			],
			note: undefined
		},
		{
			name: 'Target date',
			parts: [
				{ text: '30 June 2026, stated', change: 'removed' },
				{ text: ' ', change: 'same' },
				{ text: '30 July 2026, stated', change: 'added' }
			],
			note: '30 days later'
		}
	]);
});

test('an answer stands with its review from its day on', () => {
	const answeredGoal = organizationOf([
		...drafts.slice(0, 2),
		reviewed('2026-02-10', 'a', '2026-02-01', 'partly', 2, { material: 'The audit.' }), // 4
		reviewed('2026-02-11', 'a', '2026-02-01', 'sufficient'), // 5
		answered('2026-02-20', 'a', '2026-02-01', 4)
	]).goals.get('a')!;
	const reviews = (t: string) =>
		updatesView(answeredGoal, t, (text) => text)[0]!.current.reviews.map(
			({ seq, material, answer }) => [seq, material, answer?.statement]
		);
	expect(reviews('2026-02-20')).toEqual([
		[4, 'The audit.', 'An answer.'],
		[5, null, undefined]
	]);
	expect(reviews('2026-02-19')).toEqual([
		[4, 'The audit.', undefined],
		[5, null, undefined]
	]);
});
