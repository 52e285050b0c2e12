import { m } from '../paraglide/messages.js';
import { displayScore } from '../scoring/display.ts';
import { longDay, shortDay } from '../view/day.ts';
import { EVENTS } from '../view/trend-events.ts';
import type { TrendMark } from '../view/trend-marks.ts';
import type { Trend, TrendPoint } from '../view/trend.ts';
import { gradeName } from '../view/words.ts';
import type { Geometry, Place } from './geometry.ts';

/** What a reader of the chart can stop at, to be told of it: a point of the lines, or a mark. */
export type Stop = Place & {
	title: string;
	lines: string[];
	/** The place among the trend's points; null for a mark. */
	point: number | null;
};

/** Every stop, from the first day to the last. */
export function stopsOf(trend: Trend, { lines, lanes }: Geometry): Stop[] {
	const points = lines.runs.flat().map(({ index, x, yc }): Stop => {
		const point = trend.points[index]!;
		return { x, y: yc, point: index, title: longDay(point.day), lines: pointLines(point) };
	});
	const marks = lanes
		.flatMap((lane) => lane.marks)
		.map((mark): Stop => ({ x: mark.x, y: mark.y, point: null, ...markWords(mark) }));
	return [...points, ...marks].sort((a, b) => a.x - b.x);
}

/** A stop in one sentence, for who hears it. */
export function spoken({ title, lines }: Stop): string {
	return m.trend_spoken({ title, lines: lines.join(m.list_semicolon()) });
}

function pointLines({ claimed, evidenced, n, grade }: TrendPoint): string[] {
	if (claimed === null || evidenced === null) return [];
	return [
		...(grade === undefined ? [] : [gradeName(grade)]),
		m.trend_claimed_is({ score: displayScore(claimed) }),
		m.trend_evidenced_is({ score: displayScore(evidenced) }),
		m.trend_gap_is({ score: displayScore(claimed - evidenced) }),
		...(n === undefined ? [] : [m.goals_count({ count: n })])
	];
}

/** Of which kind and when, and what it was about. */
export function markWords({ kind, from, to, count, names, others, text }: TrendMark) {
	const days =
		from === to ? shortDay(from) : m.trend_days({ from: shortDay(from), to: shortDay(to) });
	const word = EVENTS[kind].word();
	return {
		title:
			count === 1 ? m.trend_one({ kind: word, days }) : m.trend_some({ kind: word, days, count }),
		lines: [
			...names.map(clipped),
			...(others > 0 ? [m.trend_others({ count: others })] : []),
			...(text ? [text] : [])
		]
	};
}

const LONGEST_NAME = 70;

function clipped(name: string): string {
	return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…`;
}

/** How near a pointer must come to a mark, in px. */
const REACH = 14;

/**
 * The stop that a pointer means, at `x` percent of a plot of `width` px and `y` px down: a mark that
 * it is upon, or else the nearest point. Null where there is nothing to stop at.
 */
export function nearest(
	stops: readonly Stop[],
	x: number,
	y: number,
	width: number
): number | null {
	let found: number | null = null;
	let least = Number.POSITIVE_INFINITY;
	for (const [index, stop] of stops.entries()) {
		const dx = (Math.abs(stop.x - x) * width) / 100;
		const away = stop.point === null ? Math.hypot(dx, stop.y - y) : REACH + dx;
		if (stop.point === null && away > REACH) continue;
		if (away < least) [found, least] = [index, away];
	}
	return found;
}
