import { m } from '../../paraglide/messages.js';
import { displayScore } from '../../scoring/display.ts';
import { longDay, shortDay } from '../../view/shared/day.ts';
import { EVENTS } from '../../view/trend/event-kinds.ts';
import type { TrendMark } from '../../view/trend/trend-marks.ts';
import type { Trend, TrendPoint } from '../../view/trend/trend.ts';
import { gradeName } from '../../view/shared/words.ts';
import type { Geometry } from './geometry.ts';
import type { Stop } from './reading.ts';
import { clipped } from '$lib/view/shared/graphemes.ts';

/** Every stop, from the first day to the last. */
export function stopsOf(trend: Trend, { lines, lanes }: Geometry): Stop[] {
	const points = lines.runs.flat().map(({ index, x, yc, ye }): Stop => {
		const point = trend.points[index]!;
		return { x, y: yc, low: ye, point: index, ...told(longDay(point.day), pointLines(point)) };
	});
	const marks = lanes
		.flatMap((lane) => lane.marks)
		.map((mark): Stop => {
			const { title, lines } = markWords(mark);
			return { x: mark.x, y: mark.y, low: mark.y, point: null, ...told(title, lines) };
		});
	return [...points, ...marks].sort((a, b) => a.x - b.x);
}

function told(title: string, lines: string[]) {
	return { title, lines, spoken: m.trend_spoken({ title, lines: lines.join(m.list_semicolon()) }) };
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
			...names.map((name) => clipped(name, LONGEST_NAME)),
			...(others > 0 ? [m.trend_others({ count: others })] : []),
			...(text ? [text] : [])
		]
	};
}

const LONGEST_NAME = 70;
