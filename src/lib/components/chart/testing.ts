import { markName, type MarkKind, type TrendMark } from '../../view/trend/trend-marks.ts';
import type { Trend, TrendPoint } from '../../view/trend/trend.ts';

/** Builders for tests of drawings. */

export function point(day: string, claimed: number | null, evidenced = claimed): TrendPoint {
	return { day, n: claimed === null ? 0 : 1, claimed, evidenced };
}

/** Of one event alone, unless `more` says otherwise. */
export function mark(lane: MarkKind, day: string, more: Partial<TrendMark> = {}): TrendMark {
	const one = { from: day, to: day, count: 1, names: ['A goal'], others: 0, text: 'A reason.' };
	const lead = { goal: 'a-goal', fragment: 'revision-2' };
	return { lane, shape: lane, name: markName(lane), day, ...one, lead, ...more };
}

export function trendOf(points: TrendPoint[], marks: TrendMark[] = []): Trend {
	return {
		of: 'overall',
		method: 2,
		per: { step: 'quarter', given: false },
		marked: 'all',
		points,
		until: points.at(-1)?.day ?? '2026-01-01',
		marks,
		list: { periods: [], earlier: { count: 0, years: [] } },
		targets: []
	};
}
