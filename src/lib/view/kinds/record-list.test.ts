import { expect, test } from 'vitest';
import { fold } from '../../record/fold.ts';
import {
	amended,
	certified,
	closed,
	entries,
	published,
	registered,
	reported,
	revised
} from '../../record/testing.ts';
import { entryLine, newestFirst, pageOf } from './record-list.ts';

const recorded = [
	...entries(
		[
			registered('2026-01-01'),
			published('2026-01-10', 'a', { title: 'First title' }),
			revised('2026-02-10', 'a', 'date_moved', { title: 'Second title' }),
			reported('2026-02-20', 'a', 2),
			closed('2026-03-01', 'a', 'withdrawn')
		],
		{ organization: 'one' }
	),
	...entries([registered('2026-01-01'), amended('2026-03-02', true)], {
		organization: 'two',
		from: 6
	})
];
const state = fold(recorded);
const line = (seq: number) => entryLine(state, recorded[seq - 1]!);

test('says in words what each entry is', () => {
	expect([1, 2, 3, 4, 5, 7].map((seq) => line(seq).heading)).toEqual([
		'Organization registered',
		'Goal published',
		'Goal revised: date moved',
		'Progress reported: Partly delivered',
		'Goal closed: withdrawn',
		'Organization amended: two-person rule on'
	]);
});

test('leads to what the entry speaks of, by the title it had then', () => {
	expect(line(1)).toMatchObject({ subject: 'Example Lab', href: '/one' });
	expect(line(2)).toMatchObject({ subject: 'First title', href: '/one/goals/a' });
	expect(line(4)).toMatchObject({ subject: 'Second title', href: '/one/goals/a' });
});

test.each([
	['2026-01-24T23:59:59Z', null],
	['2026-01-25T00:00:00Z', 15],
	['2026-01-09T00:00:00Z', null]
])('recorded at %s, it is late by %s', (recorded_at, late) => {
	expect(entryLine(state, { ...recorded[1]!, recorded_at }).late).toBe(late);
});

test('lists the newest first, of one organization or of all', () => {
	const numbers = (slug?: string) => newestFirst(state, slug).map((entry) => entry.seq);
	expect(numbers()).toEqual([7, 6, 5, 4, 3, 2, 1]);
	expect(numbers('one')).toEqual([5, 4, 3, 2, 1]);
	expect(numbers('none')).toEqual([]);
});

test('cuts into pages', () => {
	const items = Array.from({ length: 101 }, (_, index) => index);
	expect(pageOf(items, 1)).toEqual({ items: items.slice(0, 50), pages: 3 });
	expect(pageOf(items, 3)).toEqual({ items: [100], pages: 3 });
	expect(pageOf([], 1)).toEqual({ items: [], pages: 1 });
});

test('a certified scorecard is its organization’s, and leads to where it stands', () => {
	const all = entries([registered('2026-01-01'), certified('2026-04-02', '2026-Q1')]);
	expect(entryLine(fold(all), all[1]!)).toMatchObject({
		heading: 'Scorecard certified: Q1 2026',
		subject: 'Example Lab',
		href: '/example/certified/2026-Q1'
	});
});
