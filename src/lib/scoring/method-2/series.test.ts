import { test as propertyTest } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { fold } from '../../record/fold.ts';
import { entries, organizationOf, published, registered, reported } from '../../record/testing.ts';
import { daysAhead, FIRST_DAY, histories } from '../histories.ts';
import { steps } from '../steps.ts';
import { scorecard } from './scorecard.ts';
import { goalSeries, series } from './series.ts';

test('gives the figures of each day', () => {
	const organization = organizationOf([
		published('2026-01-10', 'a'),
		reported('2026-02-10', 'a', 2)
	]);
	const points = series(organization, steps('2026-01-01', '2026-02-28', 'month'), 3);
	expect(points.map((point) => point.as_of)).toEqual(['2026-01-31', '2026-02-28']);
	expect(points.map((point) => point.overall.claimed)).toEqual([0, 50]);
});

test('refuses days that go back', () => {
	const organization = organizationOf([published('2026-01-10', 'a')]);
	const days = ['2026-02-28', '2026-01-31'];
	expect(() => series(organization, days, 2)).toThrow(RangeError);
	expect(() => goalSeries(organization, organization.goals.get('a')!, days)).toThrow(RangeError);
});

propertyTest.prop([histories, daysAhead])(
	'a point of a series is method 2 on a record that ends on its day',
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

propertyTest.prop([histories, daysAhead])(
	'what the record adds is scored at once, though the organization was scored before',
	({ drafts }, days) => {
		const t = days.at(-1)!;
		const all = entries([registered(FIRST_DAY), ...drafts]);
		let state = fold(all.slice(0, 1));
		for (const entry of all.slice(1)) {
			scorecard([...state.organizations.values()][0]!, t, 0);
			state = fold([entry], state);
		}
		expect(scorecard([...state.organizations.values()][0]!, t, 0)).toEqual(
			scorecard(organizationOf(drafts), t, 0)
		);
	}
);
