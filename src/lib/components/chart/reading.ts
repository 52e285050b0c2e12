import type { Place } from './geometry.ts';

/**
 * What the browser is handed of a drawn trend, so that a reader can stop at its points; the marks it
 * reads from the drawing, where they are links.
 */
export type Reading = {
	/** Of the plot, in px. */
	height: number;
	/** Whether each point has a dot. */
	dots: boolean;
	points: ReadPoint[];
	/** What the slider is called. */
	label: string;
	/** All that is told of a stop in one sentence, with `{title}` and `{lines}`, and what stands between these. */
	spoken: string;
	between: string;
};

/** Percent across, the two scores, and what is told of them, line by line; only the first without scores. */
export type ReadPoint = [x: number, claimed: number, evidenced: number, told: string] | [x: number];

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
	/** The mark's link. */
	mark: SVGAElement | null;
};

/** A mark as it was drawn, and its lines. */
export type ReadMark = Place & { told: string; mark: SVGAElement };

/** Every stop, from the first day to the last. */
export function stopsOf(reading: Reading, marks: readonly ReadMark[]): Stop[] {
	const down = (score: number) => reading.height * (1 - score / 100);
	const told = (text: string) => {
		const [title = '', ...lines] = text.split('\n');
		const spoken = reading.spoken
			.replace('{title}', () => title)
			.replace('{lines}', () => lines.join(reading.between));
		return { title, lines, spoken: lines.length > 0 ? spoken : title };
	};
	const points = reading.points.flatMap(([x, claimed, evidenced, text], point): Stop[] =>
		claimed === undefined || evidenced === undefined
			? []
			: [{ x, y: down(claimed), low: down(evidenced), point, mark: null, ...told(text ?? '') }]
	);
	const others = marks.map(({ x, y, told: text, mark }): Stop => ({
		x,
		y,
		low: y,
		point: null,
		mark,
		...told(text)
	}));
	return [...points, ...others].sort((a, b) => a.x - b.x);
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
