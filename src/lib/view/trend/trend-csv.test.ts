import { expect, test } from 'vitest';
import { readCsv } from '../../drafts/sheet/csv.ts';
import { closed, organizationOf, published, reported, revised } from '../../record/testing.ts';
import { trendCsv } from './trend-csv.ts';
import { areaTrend, overallTrend } from './trend.ts';

const organization = organizationOf([
	published('2026-02-19', 'a', { title: '=HYPERLINK("x"), +1\nand "more"' }),
	reported('2026-03-01', 'a', 2),
	revised('2026-04-01', 'a', 'strengthened'),
	revised('2026-04-02', 'a', 'narrowed'),
	closed('2026-05-10', 'a', 'delivered')
]);
const T = '2026-07-10';
const about = { organization: 'example', as_of: T, method: 2, seq: 6 } as const;
const rowsOf = (marks: 'few' | 'all') => {
	const asked = { per: 'quarter', marks, listed: Number.POSITIVE_INFINITY } as const;
	const read = readCsv(trendCsv(overallTrend(organization, T, 6, asked).trend, about));
	const [head, ...rows] = (read as { rows: string[][] }).rows;
	return rows.map((row) => Object.fromEntries(head!.map((name, index) => [name, row[index]])));
};

test('each row says what the file is of, first the scores of each point', () => {
	const scores = rowsOf('few').filter(({ row }) => row === 'score');
	expect(scores.map(({ day }) => day)).toEqual(['2026-02-19', '2026-03-31', '2026-06-30', T]);
	expect(scores[1]).toMatchObject({
		...{ organization: 'example', area: '', as_of: T, method: '2', record_position: '6' },
		...{ goals: '1', claimed: '50', event: '' }
	});
	const { claimed, evidenced, gap } = scores[1]!;
	expect(Number(gap)).toBeCloseTo(Number(claimed) - Number(evidenced), 3);
});

test('then the events that are marked, in order of time', () => {
	const events = (marks: 'few' | 'all') =>
		rowsOf(marks)
			.filter(({ row }) => row === 'event')
			.map(({ event, weakens, entry }) => [event, weakens, entry]);
	expect(events('few')).toEqual([
		// Called so by the organization alone.
		['strengthened', 'reworded', '4'],
		['narrowed', 'narrowed', '5'],
		['delivered', '', '6']
	]);
	expect(events('all').map(([event]) => event)).toEqual([
		...['published', 'strengthened', 'narrowed', 'delivered']
	]);
});

test('no cell begins with what a spreadsheet runs', () => {
	for (const { title } of rowsOf('all').filter(({ row }) => row === 'event'))
		expect(title).not.toMatch(/^[=+\-@]/);
});

test('an area’s file has its name', () => {
	const asked = { per: 'quarter', marks: 'few', listed: 9 } as const;
	const csv = trendCsv(areaTrend(organization, 'policy', T, 6, asked), about);
	expect(csv.trim().split('\r\n')).toHaveLength(1);
	const security = trendCsv(areaTrend(organization, 'security', T, 6, asked), about);
	expect(security).toContain('"example","security"');
});
