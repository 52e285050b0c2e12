import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { addDays } from '../record/day.ts';
import { closed, type Draft, organizationOf, published, reported } from '../record/testing.ts';
import { AREAS } from '../record/vocabulary.ts';
import { directions } from './direction.ts';
import { days, histories } from './histories.ts';
import { METHODS } from './methods.ts';

const [WAS, IS] = ['2026-03-31', '2026-06-30'];
const bare = { evidence: [] };

function between(drafts: Draft[], score: 'claimed' | 'evidenced' = 'claimed') {
	const organization = organizationOf(drafts);
	const [before, now] = [WAS, IS].map((day) => METHODS[2].scorecard(organization, day, 0));
	return directions(organization, before!, now!, score);
}

const goal = (key: string, on = '2026-01-01') => published(on, key, { criteria: ['One', 'Two'] });
const drafts = [
	goal('a'),
	reported('2026-02-01', 'a', 2, bare),
	reported('2026-05-01', 'a', 3, bare)
];

test('what the goals of both days did is told apart from what new ones bring', () => {
	const grown = [...drafts, goal('b', '2026-05-01'), goal('c', '2026-05-01')];
	expect(between(grown).overall).toEqual({
		change: -25,
		like_for_like: 25,
		came_or_went: -50,
		came: 2,
		went: 0
	});
	expect(between(drafts).overall).toMatchObject({ like_for_like: 25, came_or_went: 0, came: 0 });
});

test('a goal that is split is compared with its parts', () => {
	const split = [
		...drafts.slice(0, 2),
		published('2026-05-01', 'b', { criteria: ['One'] }),
		published('2026-05-01', 'c', { criteria: ['Two'] }),
		closed('2026-05-01', 'a', 'split', ['b', 'c']),
		reported('2026-06-01', 'b', 4, bare)
	];
	expect(between(split).overall).toEqual({
		change: 0,
		like_for_like: 0,
		came_or_went: 0,
		came: 0,
		went: 0
	});
});

test('where no goal was there on both days, all of it came and went', () => {
	const replaced = [
		...drafts.slice(0, 2),
		closed('2025-06-01', 'a', 'withdrawn'),
		goal('b', '2026-05-01')
	];
	expect(between(replaced).overall).toMatchObject({ like_for_like: null, came: 1, went: 1 });
});

test('without a score on both days there is no direction', () => {
	expect(between([goal('a', '2026-05-01')]).overall).toBeNull();
	expect(between(drafts).areas.policy).toBeNull();
});

property.prop([histories, days, days, fc.constantFrom('claimed', 'evidenced')])(
	'the two parts add up to the change',
	(history, a, b, score) => {
		const organization = organizationOf(history.drafts);
		const [before, now] = [a, b].sort().map((day) => METHODS[2].scorecard(organization, day, 0));
		const { overall, areas } = directions(organization, before!, now!, score);
		for (const [figures, was, direction] of [
			[now!.overall, before!.overall, overall] as const,
			...AREAS.map((area) => [now!.areas[area], before!.areas[area], areas[area]] as const)
		]) {
			expect(direction === null).toBe(figures[score] === null || was[score] === null);
			if (!direction) continue;
			const { change, like_for_like, came_or_went } = direction;
			expect(change).toBe(figures[score]! - was[score]!);
			expect((like_for_like ?? 0) + came_or_went).toBeCloseTo(change, 9);
		}
	}
);

property.prop([histories, days, fc.nat(400), fc.constantFrom(...AREAS)])(
	'publishing a new goal leaves the like-for-like change as it is',
	(history, day, wait, area) => {
		const until = addDays(day, wait);
		const like = (drafts: Draft[]) => {
			const organization = organizationOf(drafts);
			const [before, now] = [day, until].map((t) => METHODS[2].scorecard(organization, t, 0));
			const { overall, areas } = directions(organization, before!, now!, 'evidenced');
			return [overall, ...AREAS.map((each) => areas[each])].map((one) => one?.like_for_like);
		};
		const [before, after] = [
			like(history.drafts),
			like([...history.drafts, published(addDays(day, 1), 'new', { area })])
		];
		// Only an overall score that was not there before may come to be compared.
		for (const [index, was] of before.entries())
			if (typeof was === 'number') expect(after[index]).toBeCloseTo(was, 9);
	}
);
