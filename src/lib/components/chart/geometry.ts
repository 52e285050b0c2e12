import { daysBetween } from '../../record/day.ts';
import { EVENTS } from '../../view/trend/event-kinds.ts';
import { LANES, type MarkKind, type TrendMark } from '../../view/trend/trend-marks.ts';
import { largestFall } from '../../view/trend/fall.ts';
import type { Trend, TrendPoint } from '../../view/trend/trend.ts';

/**
 * Where everything of a trend's drawing goes: across in percent of the plot, so that one drawing fits
 * every width; down in px, 0 at the top of the plot. Not d3-scale and d3-shape: of these, with the eight
 * packages that they bring, it would use one multiplication and one join.
 */

/** Room below the plot for the lower half of its lowest marks. */
export const FOOT = 12;
const LANE = 20;
/** Room for the days. */
export const DAYS = 24;
/** The least distance between the baselines of two labels. */
const LABEL = 17;
/** More points than this stand too close for a dot each. */
const MOST_DOTS = 26;
/** More marks than this would hide the line that they stand on. */
const MOST_ON_LINE = 16;
/** How far across words of the fall reach on a narrow drawing, in percent. */
const SAID = 55;

export type Place = { x: number; y: number };
export type Plotted = {
	/** Its place among the points. */
	index: number;
	day: string;
	claimed: number;
	evidenced: number;
	x: number;
	yc: number;
	ye: number;
};
export type Lane = { kind: MarkKind; y: number; marks: (TrendMark & Place)[] };

/** Days to percent across; a trend of a single day stands in the middle. */
export function across(from: string, until: string): (day: string) => number {
	const span = daysBetween(from, until);
	return (day) => (span <= 0 ? 50 : round((100 * daysBetween(from, day)) / span));
}

/** The lines in a plot of this height. */
export function lines(
	points: readonly Pick<TrendPoint, 'day' | 'claimed' | 'evidenced'>[],
	x: (day: string) => number,
	height: number
) {
	const y = (score: number) => round(height - (height * score) / 100);
	const runs: Plotted[][] = [];
	let open: Plotted[] | undefined;
	for (const [index, { day, claimed, evidenced }] of points.entries()) {
		if (claimed === null || evidenced === null) {
			open = undefined;
			continue;
		}
		if (!open) runs.push((open = []));
		open.push({ index, day, claimed, evidenced, x: x(day), yc: y(claimed), ye: y(evidenced) });
	}
	return { runs, last: runs.at(-1)?.at(-1), dots: points.length <= MOST_DOTS, height };
}
export type Lines = ReturnType<typeof lines>;

export function geometry(trend: Trend, height: number) {
	const x = across(trend.points[0]?.day ?? trend.until, trend.until);
	const drawn = lines(trend.points, x, height);
	const lanes = LANES[trend.marked]
		.map((lane) => trend.marks.filter((mark) => mark.lane === lane))
		.filter((marks) => marks.length > 0)
		.map((marks, index): Lane => {
			const y = height + FOOT + LANE * (index + 0.5);
			return { kind: marks[0]!.lane, y, marks: marks.map((m) => ({ ...m, x: x(m.day), y })) };
		});
	const axis = lanes.length > 0 ? height + FOOT + LANE * lanes.length + 2 : height;
	return {
		x,
		lines: drawn,
		lanes,
		onLine: onLine(lanes, drawn),
		/** Every mark, in order of time. */
		marks: lanes.flatMap(({ marks }) => marks).sort((a, b) => a.x - b.x),
		fall: fallIn(trend, drawn),
		/** Where the days are written. */
		axis,
		bottom: axis + DAYS
	};
}
export type Geometry = ReturnType<typeof geometry>;

/** Marks of the lanes that stand on the claimed line too; none where they would hide it. */
function onLine(lanes: readonly Lane[], { runs }: Lines) {
	const marks = lanes.filter(({ kind }) => isOnLine(kind)).flatMap((lane) => lane.marks);
	if (marks.length > MOST_ON_LINE) return [];
	return marks.flatMap(({ shape, day, x, y }) => {
		const height = heightAt(runs, x);
		return height === null ? [] : [{ shape, day, x, y, height }];
	});
}

/** Where the largest fall of the evidenced score stands. */
function fallIn({ points }: Trend, { runs, height }: Lines) {
	const fall = largestFall(points);
	const drawn = runs.flat();
	const index = drawn.findIndex(({ day }) => day === fall?.to);
	const [start, end] = [drawn[index - 1], drawn[index]];
	if (!fall || !start || !end) return null;
	// Said towards the side with more room, below the line as far as the words may reach.
	const leftwards = end.x > 50;
	const beside = drawn.filter(({ x }) =>
		leftwards ? x <= end.x && x >= end.x - SAID : x >= end.x && x <= end.x + SAID
	);
	const lowest = Math.max(...beside.map(({ ye }) => ye)) + LABEL + 1;
	return {
		...fall,
		x: end.x,
		leftwards,
		from_y: start.ye,
		to_y: end.ye,
		said_y: Math.min(lowest, height - 6)
	};
}

const isOnLine = (lane: MarkKind) => lane === 'weakened' || EVENTS[lane].on_line;

/** The height of the claimed line at a place across; null where there is no line. */
function heightAt(runs: readonly Plotted[][], x: number): number | null {
	for (const run of runs) {
		const after = run.findIndex((point) => point.x >= x);
		const next = run[after];
		const previous = run[after - 1];
		if (!next || (!previous && next.x !== x)) continue;
		if (!previous || next.x === x) return next.yc;
		return round(
			previous.yc + ((x - previous.x) / (next.x - previous.x)) * (next.yc - previous.yc)
		);
	}
	return null;
}

/** Spreads label heights, given from the top down, so that none touches the next. */
export function spread(heights: readonly number[], lowest: number): number[] {
	const placed: number[] = [];
	for (const height of heights) placed.push(Math.max(height, (placed.at(-1) ?? -LABEL) + LABEL));
	let limit = lowest;
	for (let index = placed.length - 1; index >= 0; index -= 1) {
		placed[index] = Math.min(placed[index] ?? limit, limit);
		limit = (placed[index] ?? limit) - LABEL;
	}
	return placed;
}

/** The path of a run's line. */
export function path(run: readonly Plotted[], y: 'yc' | 'ye'): string {
	return run.map((point, index) => `${index ? 'L' : 'M'}${point.x} ${point[y]}`).join('');
}

/** The outline of what lies between a run's two lines. */
export function between(run: readonly Plotted[]): string {
	return `${path(run, 'yc')}${path(run.toReversed(), 'ye').replace('M', 'L')}Z`;
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
