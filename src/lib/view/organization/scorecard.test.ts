import { expect, test } from 'vitest';
import { type Draft, organizationOf, published, reported } from '../../record/testing.ts';
import { newest } from '../../scoring/methods.ts';
import { direction, scorecardView } from './scorecard.ts';

const [WAS, IS] = ['2026-09-30', '2026-10-31'];
const words = (...drafts: Draft[]) => {
	const organization = organizationOf(drafts);
	const [before, now] = [WAS, IS].map((day) => newest.scorecard(organization, day, 0));
	return direction(organization, before!, now!);
};
const goal = (key: string, on = '2026-09-01') => published(on, key, { criteria: ['One', 'Two'] });
/** A link to each of two criteria supports half at most. */
const link = (criteria: number[]) => ({
	evidence: [{ kind: 'link', visibility: 'public', title: 'P', url: 'https://a.example', criteria }]
});
const update = (on: string, key: string, criteria: number[]) =>
	reported(on, key, 4, link(criteria) as object);

test('the direction is that of the figures as shown', () => {
	const [first, second] = [update('2026-09-02', 'a', [0]), update('2026-10-02', 'a', [0, 1])];
	expect(words(goal('a'), first, second)).toEqual({
		way: 'up',
		text: 'Up 25 from 25 on 30 September 2026'
	});
	expect(words(goal('a'), first)?.text).toBe('Unchanged since 30 September 2026');
	expect(
		words(goal('a'), update('2026-09-02', 'a', [0, 1]), update('2026-10-02', 'a', [0]))?.text
	).toBe('Down 25 from 50 on 30 September 2026');
});

test('a new goal does not look like failing', () => {
	const grown = [
		goal('a'),
		update('2026-09-02', 'a', [0]),
		update('2026-10-02', 'a', [0, 1]),
		goal('b', '2026-10-03'),
		goal('c', '2026-10-03')
	];
	expect(words(...grown)).toEqual({
		way: 'up',
		text: '+25 like for like, −33 through 2 goals that came or went since 30 September 2026'
	});
});

test('a score without an earlier one says so, and none has no direction', () => {
	expect(words(goal('a', '2026-10-03'))).toMatchObject({ way: 'new' });
	expect(words()).toBeNull();
});

test('the story says in words what is claimed, evidenced and changed, and no number where none may stand large', () => {
	const goals = ['a', 'b', 'c'].flatMap((key) => [
		goal(key),
		update('2026-09-02', key, [0]),
		update('2026-10-02', key, [0, 1])
	]);
	const story = (...drafts: Draft[]) =>
		scorecardView(organizationOf(drafts), IS, 0).story.replace(/^.*?claims/, 'claims');
	expect(story(...goals)).toBe(
		'claims 100 of 100 for its 3 goals and has evidence for 50. That is 25 more than on 30 September 2026.'
	);
	expect(story(...goals.slice(0, 3))).toMatch(/too few for one number/);
	expect(story()).toBe('');
});
