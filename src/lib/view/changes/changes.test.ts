import { afterEach, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../../paraglide/runtime.js';
import {
	closed,
	corrected,
	type Draft,
	organizationOf,
	published,
	reported,
	revised
} from '../../record/testing.ts';
import { latestChanges } from './changes.ts';

const ambient = getLocale;
afterEach(() => overwriteGetLocale(ambient));

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

test('a date that is moved after it had passed is said to be', () => {
	const drafts = [
		published('2026-01-01', 'a', { target: '2026-01-31' }),
		revised('2026-02-12', 'a', 'date_moved', { target: '2026-03-31' }),
		revised('2026-03-31', 'a', 'date_moved', { target: '2026-04-01' })
	];
	expect(lines(drafts, '2026-12-31', 2)).toEqual([
		'date_moved: From 31 Mar 2026 to 1 Apr 2026, 1 day later. A reason.',
		'date_moved: From 31 Jan 2026 to 31 Mar 2026, 59 days later. The change came 12 days after the old date had passed. A reason.'
	]);
});

test('a first date that is set later is no move', () => {
	const drafts = [
		published('2026-01-01', 'a'),
		revised('2026-02-01', 'a', 'date_moved', { target: '2026-03-31' }),
		revised('2026-02-02', 'a', 'editorial', { target: '2026-03-31' })
	];
	expect(lines(drafts, '2026-12-31', 2)).toEqual([
		'editorial: A reason.',
		'date_moved: Now due on 31 Mar 2026. A reason.'
	]);
});

test('a successor is said to carry on its predecessor, once it does', () => {
	const told = (target: string | undefined, t: string) =>
		lines(
			[
				published('2026-01-01', 'a', { target: '2026-06-30' }),
				published('2026-02-01', 'b', { target }),
				closed('2026-02-02', 'a', 'superseded', ['b'])
			],
			t
		).find((line) => line.startsWith('published'));
	expect(told('2026-07-10', '2026-02-01')).toBe('published: New goal, due on 10 Jul 2026.');
	expect(told('2026-07-10', '2026-02-02')).toBe(
		'published: Carries on “Goal a” with its target date moved. From 30 Jun 2026 to 10 Jul 2026, 10 days later.'
	);
	expect(told('2026-06-30', '2026-02-02')).toBe(
		'published: Carries on “Goal a”, due on 30 Jun 2026.'
	);
	expect(told(undefined, '2026-02-02')).toBe(
		'published: Carries on “Goal a” with its target date moved. The target date was dropped.'
	);
	overwriteGetLocale(() => 'zh');
	expect(told('2026-07-10', '2026-02-02')).toBe(
		'published: 承接“Goal a”，并变更了目标日期。从 2026年6月30日 改为 2026年7月10日，推迟 10 天。'
	);
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
