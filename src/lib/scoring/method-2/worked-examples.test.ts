import { expect, test } from 'vitest';
import { fold } from '../../record/fold.ts';
import { anthropicRoadmap, entriesOf } from '../../record/testing-roadmap.ts';
import { scorecard } from './scorecard.ts';
import type { ScoreFigures } from '../types.ts';

/** The table of scoring.md, cell by cell as it stands there. */
const TABLE = `
| 2026-02-18 | – / – / 0 | – / – / 0 | – / – / 0 | – / – / 0 | – / – | – of 0, 0 on time |
| 2026-03-30 | 0.00 / 0.00 / 3 | 0.00 / 0.00 / 2 | 25.00 / 8.33 / 3 | 0.00 / 0.00 / 1 | 6.25 / 2.08 | – of 0, 0 on time |
| 2026-05-16 | 20.00 / 10.00 / 5 | 0.00 / 0.00 / 2 | 33.33 / 16.67 / 3 | 0.00 / 0.00 / 1 | 13.33 / 6.67 | 66.58 of 3, 1 on time |
| 2026-07-10 | 20.00 / 10.00 / 5 | 0.00 / 0.00 / 2 | 33.33 / 16.67 / 3 | 100.00 / 50.00 / 1 | 38.33 / 19.17 | 74.45 of 4, 1 on time |
| 2026-11-29 | 20.00 / 10.00 / 5 | 0.00 / 0.00 / 2 | 33.33 / 16.67 / 3 | 100.00 / 50.00 / 1 | 38.33 / 19.17 | 49.63 of 6, 1 on time |
`;
const rows = TABLE.trim()
	.split('\n')
	.map((row) => row.split('|').map((cell) => cell.trim()))
	.map((cells) => cells.slice(1, -1));

const entries = entriesOf(anthropicRoadmap(), '2026-02-18');
const state = fold(entries);
const anthropic = state.organizations.get('anthropic')!;

const number = (value: number | null) => (value === null ? '–' : value.toFixed(2));
const scores = (figures: ScoreFigures) =>
	[figures.claimed, figures.evidenced].map(number).join(' / ');
const areaCell = (figures: ScoreFigures) => `${scores(figures)} / ${figures.n}`;

test.each(rows)('as of %s', (asOf, ...cells) => {
	const { overall, areas } = scorecard(anthropic, asOf!, state.seq);
	expect([
		areaCell(areas.security),
		areaCell(areas.alignment),
		areaCell(areas.safeguards),
		areaCell(areas.policy),
		scores(overall),
		`${number(overall.delivery.rate)} of ${overall.delivery.n}, ${overall.delivery.on_time} on time`
	]).toEqual(cells);
});

test('the overall n and gap follow from the areas and the scores', () => {
	const { overall } = scorecard(anthropic, '2026-11-29', state.seq);
	expect(overall.n).toBe(11);
	expect(overall.gap).toBe(overall.claimed! - overall.evidenced!);
});

test('each area has a delivery record of its own', () => {
	const { areas } = scorecard(anthropic, '2026-11-29', state.seq);
	expect(areas.security.delivery.n).toBe(3);
	expect(areas.security.delivery.rate).toBeCloseTo((100 * (1 - 1 / 365)) / 3, 10);
	expect(areas.alignment.delivery).toEqual({ n: 1, rate: 0, on_time: 0 });
	expect(areas.policy.delivery.n).toBe(1);
	expect(areas.policy.delivery.rate).toBeCloseTo(100 * (1 - 7 / 365), 10);
});

test('the slip of a goal whose date was moved, either way', () => {
	const { goals } = scorecard(anthropic, '2026-11-29', state.seq);
	const slip = (key: string) => goals.find((goal) => goal.key === key)?.slip_days;
	expect(slip('mock-secure-environment')).toBe(138);
	expect(slip('data-retention')).toBe(-2);
	expect(slip('central-records')).toBe(0);
});
