import { daysBetween } from '../record/day.ts';
import { monthOf } from '../view/day.ts';
import {
	EVENT_LANES,
	type EventKind,
	type Trend,
	type TrendEvent,
	type TrendPoint
} from './trend.ts';

/**
 * Where everything of a trend chart goes, in px: the plot, below it a lane for each kind of event, and
 * below those the days.
 */

export const MARGIN = { top: 14, right: 116, left: 34 };
/** Room below the plot for the lower half of its lowest marks. */
export const FOOT = 10;
const DAYS = 26;
const LANE = 20;
/** The least distance between the baselines of two labels. */
const LABEL = 17;

type Point = TrendPoint & { x: number };
export type Plotted = Point & { claimed: number; evidenced: number; yc: number; ye: number };
export type Lane = {
	kind: EventKind;
	name: string;
	y: number;
	events: (TrendEvent & { x: number })[];
};

export function geometry(trend: Trend, width: number, plotHeight: number) {
	const from = trend.points[0]?.day ?? '2000-01-01';
	const to = trend.points.at(-1)?.day ?? from;
	const span = Math.max(1, daysBetween(from, to));
	const right = width - MARGIN.right;
	const bottom = MARGIN.top + plotHeight;
	const x = (day: string) => MARGIN.left + ((right - MARGIN.left) * daysBetween(from, day)) / span;
	const y = (score: number) => bottom - (plotHeight * score) / 100;

	const plotted: Plotted[] = trend.points.flatMap((point) =>
		point.claimed === null || point.evidenced === null
			? []
			: [
					{
						...point,
						claimed: point.claimed,
						evidenced: point.evidenced,
						x: x(point.day),
						yc: y(point.claimed),
						ye: y(point.evidenced)
					}
				]
	);
	const used = Object.entries(EVENT_LANES).filter(([kind]) =>
		trend.events.some((event) => event.kind === kind)
	) as [EventKind, string][];
	const lanes: Lane[] = used.map(([kind, name], index) => ({
		kind,
		name,
		y: bottom + FOOT + LANE * (index + 0.5),
		events: trend.events
			.filter((event) => event.kind === kind)
			.map((event) => ({ ...event, x: x(event.day) }))
	}));
	const axis = lanes.length > 0 ? bottom + FOOT + LANE * lanes.length + 4 : bottom;
	return {
		width,
		height: axis + DAYS,
		/** Where the days are written. */
		axis,
		left: MARGIN.left,
		right,
		top: MARGIN.top,
		bottom,
		runs: runs(trend.points, plotted),
		last: plotted.at(-1),
		yTicks: [0, 25, 50, 75, 100].map((score) => ({ score, y: y(score) })),
		xTicks: quarterStarts(from, to).map((day) => ({ x: x(day), label: monthOf(day), day })),
		labelled: labelEvery(span, right - MARGIN.left),
		lanes,
		/** The height of the claimed line at a day, to mark an event on it; null where there is no line. */
		claimedAt: (day: string) => interpolate(plotted, day)
	};
}

/** Unbroken runs of points that have scores. */
function runs(points: readonly TrendPoint[], plotted: readonly Plotted[]): Plotted[][] {
	const byDay = new Map(plotted.map((point) => [point.day, point]));
	const found: Plotted[][] = [];
	let open: Plotted[] | undefined;
	for (const { day } of points) {
		const point = byDay.get(day);
		if (!point) open = undefined;
		else if (open) open.push(point);
		else found.push((open = [point]));
	}
	return found;
}

/** The first days of the calendar quarters after `from` and up to `to`. */
function quarterStarts(from: string, to: string): string[] {
	const [year = 0, month = 1] = from.split('-').map(Number);
	const days: string[] = [];
	for (let quarter = Math.floor((month - 1) / 3) + 1; days.length < 1200; quarter += 1) {
		const start = new Date(0);
		start.setUTCFullYear(year, quarter * 3, 1);
		const day = start.toISOString().slice(0, 10);
		if (day > to) break;
		days.push(day);
	}
	return days;
}

/** How many quarters apart labels stand so that they do not touch: 1, 2, or whole years. */
function labelEvery(span: number, width: number): number {
	const quarterWidth = (width * 91) / span;
	return [1, 2, 4, 8, 16].find((step) => quarterWidth * step >= 72) ?? 40;
}

/** Whether the quarter that starts on `day` is labelled where every `step`th is. */
export function isLabelled(day: string, step: number): boolean {
	const quarter = Number(day.slice(0, 4)) * 4 + (Number(day.slice(5, 7)) - 1) / 3;
	return quarter % step === 0;
}

function interpolate(points: readonly Plotted[], day: string): number | null {
	const after = points.findIndex((point) => point.day >= day);
	const next = points[after];
	if (!next) return null;
	const previous = points[after - 1];
	if (!previous || next.day === day) return next.yc;
	const share = daysBetween(previous.day, day) / daysBetween(previous.day, next.day);
	return previous.yc + share * (next.yc - previous.yc);
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
