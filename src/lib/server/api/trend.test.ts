import { expect, test } from 'vitest';
import { organizationOf, published, revised } from '../../record/testing.ts';
import { steps } from '../../scoring/series.ts';
import { MOST_POINTS, trendAnswer, trendRange } from './trend.ts';

const TODAY = '2026-11-21';
const example = organizationOf([
	published('2026-03-30', 'later'),
	published('2026-02-19', 'first'),
	revised('2026-06-01', 'first', 'editorial')
]);
const range = (query: { from?: string; to?: string; step?: 'month' | 'quarter' }) =>
	trendRange({ step: 'quarter', ...query }, example, TODAY);

test('runs from the first goal to today by quarters', () => {
	expect(range({})).toEqual({
		ok: true,
		values: { from: '2026-02-19', to: TODAY, step: 'quarter' }
	});
});

test('without a goal it runs from the registration, and never from after its end', () => {
	const empty = organizationOf([]);
	expect(trendRange({ step: 'month' }, empty, TODAY)).toMatchObject({
		values: { from: '2020-01-01', to: TODAY }
	});
	expect(range({ to: '2025-12-31' })).toMatchObject({
		values: { from: '2025-12-31', to: '2025-12-31' }
	});
});

test('refuses to end before it begins', () => {
	expect(range({ from: '2026-11-22' })).toEqual({
		ok: false,
		errors: [{ parameter: 'from', detail: 'comes after the last day, 2026-11-21' }]
	});
});

test.each([
	['month', '1976-12-01'],
	['quarter', '1877-01-01']
] as const)('gives at most so many points by the %s', (step, from) => {
	expect(steps(from, TODAY, step)).toHaveLength(MOST_POINTS);
	expect(range({ from, step }).ok).toBe(true);
	const before = step === 'month' ? '1976-11-30' : '1876-12-31';
	expect(range({ from: before, step })).toMatchObject({
		errors: [{ parameter: 'from', detail: expect.stringContaining(String(MOST_POINTS)) }]
	});
});

test('names its range and the position that the record stands at', () => {
	const answer = trendAnswer(example, { from: '2026-01-01', to: '2026-06-30', step: 'quarter' }, 4);
	expect(answer).toMatchObject({ organization: 'example', method: 1, seq: 4, kept_by: 'self' });
	expect(answer.points.map((point) => [point.as_of, point.overall.n])).toEqual([
		['2026-03-31', 2],
		['2026-06-30', 2]
	]);
});
