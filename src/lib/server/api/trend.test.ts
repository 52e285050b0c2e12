import { expect, test } from 'vitest';
import { organizationOf, published, revised } from '../../record/testing.ts';
import type { SeriesPoint } from '../../scoring/types.ts';
import { steps } from '../../scoring/steps.ts';
import { MOST_POINTS, trendAnswer, trendRange } from './trend.ts';

const TODAY = '2026-11-21';
const example = organizationOf([
	published('2026-03-30', 'later'),
	published('2026-02-19', 'first'),
	revised('2026-06-01', 'first', 'editorial')
]);
/** What was read of a query that is in order. */
function values(query: ReturnType<typeof trendRange>) {
	if (!query.ok) throw new Error(JSON.stringify(query.errors));
	return query.values;
}
const range = (query: Partial<Parameters<typeof trendRange>[0]>) =>
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

test.each([
	['quarter', '1877-01-01'],
	['month', '1976-12-01']
] as const)(
	'of a record that goes further back it gives the last by the %s, unasked',
	(step, from) => {
		const old = organizationOf([published('0001-01-01', 'old'), published('2026-02-19', 'new')]);
		const asked = trendRange({ step }, old, TODAY);
		expect(values(asked)).toEqual({ from, to: TODAY, step });
		expect(trendAnswer(old, values(asked), 3).points).toHaveLength(MOST_POINTS);
		expect(trendRange({ step, to: '0002-01-01' }, old, TODAY)).toMatchObject({
			values: { from: '0001-01-01' }
		});
		expect(trendRange({ step, to: '9999-12-31' }, old, TODAY).ok).toBe(true);
		// Who asks for more is told.
		expect(trendRange({ step, from: '0001-01-01' }, old, TODAY).ok).toBe(false);
	}
);

test('names its range and the position that the record stands at', () => {
	const answer = trendAnswer(example, { from: '2026-01-01', to: '2026-06-30', step: 'quarter' }, 4);
	expect(answer).toMatchObject({ organization: 'example', method: 2, seq: 4, kept_by: 'self' });
	expect(answer.points.map((point) => [point.as_of, (point as SeriesPoint).overall.n])).toEqual([
		['2026-03-31', 2],
		['2026-06-30', 2]
	]);
});

test('of one area it gives that area’s figures, from the day of its first goal', () => {
	const both = organizationOf([
		published('2026-02-19', 'first'),
		published('2026-03-30', 'later', { area: 'policy' })
	]);
	const asked = trendRange({ step: 'month', area: 'policy' }, both, '2026-04-30');
	expect(asked).toEqual({
		ok: true,
		values: { from: '2026-03-30', to: '2026-04-30', step: 'month', area: 'policy' }
	});
	const answer = trendAnswer(both, values(asked), 2);
	const all = trendAnswer(both, { from: '2026-03-30', to: '2026-04-30', step: 'month' }, 2);
	expect(answer.area).toBe('policy');
	expect(answer.points).toEqual(
		all.points.map((point) => ({
			as_of: point.as_of,
			...(point as SeriesPoint).areas.policy,
			known_then: null
		}))
	);
});

test('of one goal it gives that goal’s figures, from its first day', () => {
	const asked = range({ goal: 'later', from: '2026-01-01', to: '2026-06-30' });
	expect(asked).toMatchObject({ ok: true, values: { goal: { key: 'later' } } });
	const answer = trendAnswer(example, values(asked), 4);
	expect(answer.goal).toBe('later');
	expect(answer.points).toMatchObject([
		{ as_of: '2026-03-31', key: 'later', grade: null, claimed: 0 },
		{ as_of: '2026-06-30', key: 'later' }
	]);
	expect(range({ goal: 'later' })).toMatchObject({ values: { from: '2026-03-30' } });
});

test.each([
	[{ goal: 'unknown' }, 'is no key of a goal of example'],
	[{ goal: 'first', area: 'security' }, 'cannot be given together with area']
] as const)('refuses %j', (query, detail) => {
	expect(range(query)).toEqual({ ok: false, errors: [{ parameter: 'goal', detail }] });
});
