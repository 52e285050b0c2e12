import { expect, test } from 'vitest';
import {
	closed,
	corrected,
	type Draft,
	organizationOf,
	published,
	reported,
	revised
} from '../record/testing.ts';
import { latestChanges } from './changes.ts';

const lines = (drafts: Draft[], t: string, limit?: number) =>
	latestChanges(organizationOf(drafts), t, limit).map(({ badge, text }) => `${badge}: ${text}`);

test('every kind of entry is said in plain words, newest first', () => {
	expect(
		lines(
			[
				published('2026-01-01', 'a', { target: '2026-06-30' }),
				reported('2026-02-01', 'a', 1),
				reported('2026-03-01', 'a', 3),
				reported('2026-04-01', 'a', 3),
				corrected('2026-04-02', 'a', '2026-04-01', 2),
				revised('2026-05-01', 'a', 'date_moved', { target: '2026-07-30' }),
				closed('2026-06-01', 'a', 'withdrawn')
			],
			'2026-12-31'
		)
	).toEqual([
		'withdrawn: A reason.',
		'date_moved: From 30 Jun 2026 to 30 Jul 2026, 30 days later. A reason.',
		'corrected: An update was corrected to Partly delivered, was Substantially delivered.',
		'reported: Still Substantially delivered.',
		'reported: Now Substantially delivered, was Begun.',
		'reported: First update: Begun.',
		'published: New goal, due on 30 Jun 2026.'
	]);
});

test('nothing after the day is told, and no more than asked for', () => {
	const drafts = [published('2026-01-01', 'a'), reported('2026-02-01', 'a', 1)];
	expect(lines(drafts, '2026-01-31')).toEqual(['published: New goal, without a target date.']);
	expect(lines(drafts, '2026-02-01', 1)).toEqual(['reported: First update: Begun.']);
});

test('within a day the later in the record comes first', () => {
	expect(
		lines([published('2026-01-01', 'a'), reported('2026-01-01', 'a', 0)], '2026-01-01')
	).toEqual([
		'reported: First update: Not started.',
		'published: New goal, without a target date.'
	]);
});
