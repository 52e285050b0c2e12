import { test as propertyTest } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { organizationOf, published, reported } from '../../record/testing.ts';
import { factsAsOf, followFacts } from './facts.ts';
import { goalScore } from './goal.ts';
import { backdated, daysAhead, histories } from '../histories.ts';
import { scorecard } from './scorecard.ts';
import { steps } from '../steps.ts';
import { goalSeries, series } from './series.ts';

test('gives the figures of the scorecard of each day', () => {
	const organization = organizationOf([
		published('2026-01-10', 'a'),
		reported('2026-02-10', 'a', 2)
	]);
	const points = series(organization, steps('2026-01-01', '2026-02-28', 'month'), 3);
	expect(points.map((point) => point.as_of)).toEqual(['2026-01-31', '2026-02-28']);
	for (const point of points) {
		const { overall, areas } = scorecard(organization, point.as_of, 3);
		expect(point).toEqual({ as_of: point.as_of, overall, areas });
	}
	expect(points.map((point) => point.overall.claimed)).toEqual([0, 50]);
});

test('refuses days that go back', () => {
	const organization = organizationOf([published('2026-01-10', 'a')]);
	const days = ['2026-02-28', '2026-01-31'];
	expect(() => series(organization, days, 2)).toThrow(RangeError);
	expect(() => goalSeries(organization, organization.goals.get('a')!, days)).toThrow(RangeError);
});

propertyTest.prop([backdated, daysAhead])(
	'passing the entries once changes no figure',
	(drafts, days) => {
		const organization = organizationOf(drafts);
		const expected = days.map((day) => {
			const { as_of, overall, areas } = scorecard(organization, day, 1);
			return { as_of, overall, areas };
		});
		expect(series(organization, days, 1)).toEqual(expected);
	}
);

propertyTest.prop([backdated, daysAhead])(
	'what is followed of a goal is what the record says as of each day',
	(drafts, days) => {
		for (const goal of organizationOf(drafts).goals.values()) {
			const follow = followFacts(goal);
			for (const day of days) expect(follow(day)).toEqual(factsAsOf(goal, day));
		}
	}
);

propertyTest.prop([backdated, daysAhead])(
	'the series of every goal is its score of each day',
	(drafts, days) => {
		const organization = organizationOf(drafts);
		for (const goal of organization.goals.values())
			expect(goalSeries(organization, goal, days)).toEqual(
				days.map((day) => goalScore(organization, goal, day))
			);
	}
);

propertyTest.prop([histories, daysAhead])(
	'a point of a series is method 1 on a record that ends on its day',
	({ drafts }, days) => {
		const organization = organizationOf(drafts);
		const points = series(organization, days, 1);
		for (const [index, day] of days.entries()) {
			const ended = organizationOf(drafts.filter(({ effective_on }) => effective_on <= day));
			const { overall, areas, goals } = scorecard(ended, day, 1);
			expect(points[index]).toEqual({ as_of: day, overall, areas });
			for (const goal of organization.goals.values())
				expect(goalSeries(organization, goal, days)[index]).toEqual(
					goals.find(({ key }) => key === goal.key)
				);
		}
	}
);
