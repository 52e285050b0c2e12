import { m } from '../../paraglide/messages.js';
import { displayScore } from '../../scoring/display.ts';
import { longDay, shortDay } from '../../view/shared/day.ts';
import { clipped } from '../../view/shared/graphemes.ts';
import { gradeName } from '../../view/shared/words.ts';
import type { TrendMark } from '../../view/trend/trend-marks.ts';
import type { Trend, TrendPoint } from '../../view/trend/trend.ts';
import type { Geometry } from './geometry.ts';
import type { Reading, ReadPoint } from './reading.ts';

/** What the browser is handed of a drawn trend. */
export function readingOf(trend: Trend, g: Geometry): Reading {
	return {
		height: g.lines.height,
		dots: g.lines.dots,
		points: trend.points.map((point): ReadPoint => {
			const x = g.x(point.day);
			const { claimed, evidenced } = point;
			if (claimed === null || evidenced === null) return [x];
			const told = [longDay(point.day), ...pointLines(point, claimed, evidenced)].join('\n');
			return [x, hundredths(claimed), hundredths(evidenced), told];
		}),
		label: m.trend_read(),
		spoken: m.trend_spoken({ title: '{title}', lines: '{lines}' }),
		between: m.list_semicolon()
	};
}

const hundredths = (score: number) => Math.round(score * 100) / 100;

function pointLines({ n, grade }: TrendPoint, claimed: number, evidenced: number): string[] {
	return [
		...(grade === undefined ? [] : [gradeName(grade)]),
		m.trend_claimed_is({ score: displayScore(claimed) }),
		m.trend_evidenced_is({ score: displayScore(evidenced) }),
		m.trend_gap_is({ score: displayScore(claimed - evidenced) }),
		...(n === undefined ? [] : [m.goals_count({ count: n })])
	];
}

/** Of which kind and when, and what it was about, line by line. */
export function markTold({ name, from, to, count, names, others, text }: TrendMark): string {
	const days =
		from === to ? shortDay(from) : m.trend_days({ from: shortDay(from), to: shortDay(to) });
	return [
		count === 1 ? m.trend_one({ kind: name, days }) : m.trend_some({ kind: name, days, count }),
		...names.map((each) => clipped(each, LONGEST_NAME)),
		...(others > 0 ? [m.trend_others({ count: others })] : []),
		...(text ? [text.replaceAll('\n', ' ')] : [])
	].join('\n');
}

const LONGEST_NAME = 70;
