import { test as propertyTest } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { closed, organizationOf, published, reported, revised } from '../../record/testing.ts';
import { AREAS } from '../../record/vocabulary.ts';
import { evidencedShare } from '../../scoring/evidenced-share.ts';
import { days, histories } from '../../scoring/histories.ts';
import { goalTrend } from './trend-goal.ts';
import { areaTrend, overallTrend, type TrendAsked } from './trend.ts';
import { newest } from '../../scoring/methods.ts';

const organization = organizationOf([
	published('2026-02-19', 'a'),
	reported('2026-03-01', 'a', 2),
	revised('2026-04-01', 'a', 'narrowed'),
	revised('2026-04-02', 'a', 'editorial'),
	published('2026-05-01', 'b', { area: 'policy' }),
	closed('2026-05-10', 'b', 'withdrawn')
]);
const asked = (per: TrendAsked['per'], marks: TrendAsked['marks'] = 'all') => ({
	per,
	marks,
	listed: 120
});
const overall = (t: string) => overallTrend(organization, t, 0, asked('quarter')).trend;

test('points stand on the first day, the quarters’ ends and the day itself', () => {
	expect(overall('2026-07-10').points.map(({ day }) => day)).toEqual([
		'2026-02-19',
		'2026-03-31',
		'2026-06-30',
		'2026-07-10'
	]);
	expect(overall('2026-02-19').points).toHaveLength(1);
});

test('where nobody asks, a short trend has a point a month and a long one a quarter', () => {
	const per = (t: string) => overallTrend(organization, t, 0, asked(null)).trend;
	expect(per('2026-07-10').per).toEqual({ step: 'month', given: false });
	expect(per('2026-07-10').points).toHaveLength(7);
	expect(per('2028-07-10').per).toEqual({ step: 'quarter', given: false });
});

test('marks are of what happened by the day, progress updates left out', () => {
	const kinds = (t: string) => overall(t).marks.map(({ lane }) => lane);
	expect(kinds('2026-05-09').toSorted()).toEqual([
		'editorial',
		'narrowed',
		'published',
		'published'
	]);
	expect(kinds('2026-05-10')).toContain('withdrawn');
});

test('an area’s trend is of its own goals alone', () => {
	const { points, marks } = areaTrend(organization, 'policy', '2026-06-30', 0, asked('quarter'));
	expect(points[0]).toEqual({ day: '2026-05-01', claimed: 0, evidenced: 0, n: 1 });
	expect(marks.map(({ names }) => names)).toEqual([['Goal b'], ['Goal b']]);
});

test('small trends of the areas share the days of the overall one', () => {
	const { trend, area_trends } = overallTrend(organization, '2026-07-10', 0, asked('quarter'));
	for (const { line } of area_trends) expect(line).toHaveLength(trend.points.length);
	const policy = area_trends.find(({ area }) => area === 'policy');
	expect(policy).toMatchObject({ n: 1, claimed: 0, line: [null, null, [0, 0], [0, 0]] });
});

test('before the first goal there is nothing to draw', () => {
	expect(overall('2026-02-18')).toMatchObject({ points: [], marks: [], list: { periods: [] } });
});

test('a chart shows twenty years at most, whatever day is asked for', () => {
	const { points, marks } = overall('9999-12-31');
	expect(points.length).toBeLessThan(90);
	expect(points[0]!.day >= '9979-12-31').toBe(true);
	expect(marks).toEqual([]);
	const goal = goalTrend(organization, organization.goals.get('a')!, '9999-12-31', null);
	expect(goal.points.length).toBeLessThan(90);
});

propertyTest.prop([histories, days])(
	'every point of a trend is method 1 as of its day, overall, by area and by goal',
	({ drafts, goals }, t) => {
		const organization = organizationOf(drafts);
		const figures = (day: string) => newest.scorecard(organization, day, 1);
		for (const { day, ...point } of overallTrend(organization, t, 1, asked(null)).trend.points)
			expect(figures(day).overall).toMatchObject(point);
		for (const area of AREAS)
			for (const { day, ...point } of areaTrend(organization, area, t, 1, asked(null)).points)
				expect(figures(day).areas[area]).toMatchObject(point);
		const goal = organization.goals.get(goals[drafts.length % goals.length]!.key)!;
		for (const { day, grade, claimed, evidenced } of goalTrend(organization, goal, t, null)
			.points) {
			const score = newest.goalScore(organization, goal, day);
			if (claimed === null) {
				expect(['superseded', 'split', undefined]).toContain(score?.state);
				continue;
			}
			expect({ grade, claimed }).toEqual({ grade: score?.grade, claimed: 100 * score!.claimed });
			expect(evidenced).toBe(100 * evidencedShare(score!));
		}
	}
);

test('what the record adds is in the trend at once', () => {
	const growing = organizationOf([published('2026-02-19', 'a')]);
	const claimed = () =>
		overallTrend(growing, '2026-07-10', 0, asked('quarter')).trend.points.at(-1)?.claimed;
	expect(claimed()).toBe(0);
	const grown = organizationOf([published('2026-02-19', 'a'), reported('2026-03-01', 'a', 4)]);
	growing.goals.set('a', grown.goals.get('a')!);
	growing.entries.push(grown.entries.at(-1)!);
	expect(claimed()).toBe(100);
});
