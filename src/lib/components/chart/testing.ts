import type { EventKind } from '../../view/trend/event-kinds.ts';
import type { TrendMark } from '../../view/trend/trend-marks.ts';
import type { Trend, TrendPoint } from '../../view/trend/trend.ts';

/** Builders for tests of drawings. */

export function point(day: string, claimed: number | null, evidenced = claimed): TrendPoint {
	return { day, n: claimed === null ? 0 : 1, claimed, evidenced };
}

/** Of one event alone, unless `more` says otherwise. */
export function mark(kind: EventKind, day: string, more: Partial<TrendMark> = {}): TrendMark {
	const one = { from: day, to: day, count: 1, names: ['A goal'], others: 0, text: 'A reason.' };
	return { kind, day, ...one, ...more };
}

export function trendOf(points: TrendPoint[], marks: TrendMark[] = []): Trend {
	return {
		of: 'overall',
		method: 2,
		per: { step: 'quarter', given: false },
		points,
		until: points.at(-1)?.day ?? '2026-01-01',
		marks,
		list: { periods: [], earlier: { count: 0, years: [] } },
		targets: []
	};
}
