import type { Place } from './geometry.ts';

/** What the browser is handed of a drawn trend, so that a reader can stop at its points and marks. */
export type Reading = {
	/** Of the plot, in px. */
	height: number;
	/** Whether each point has a dot. */
	dots: boolean;
	/** `x` is percent across, as everywhere in the drawing. */
	points: { x: number; claimed: number | null; evidenced: number | null }[];
	stops: Stop[];
	/** What the slider is called. */
	label: string;
};

/** A point of the lines, or a mark, and what is told of it. */
export type Stop = Place & {
	/** How far down it reaches: of a trend's points, where the lower one is. */
	low: number;
	title: string;
	lines: string[];
	/** All of it in one sentence, for who hears it. */
	spoken: string;
	/** The place among the trend's points; null for a mark. */
	point: number | null;
};

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
