import { displayScore } from '../../scoring/display.ts';
import type { TrendPoint } from './trend.ts';

/** How far the evidenced score fell from one point of a trend to the next. */
export type Fall = {
	from: string;
	to: string;
	/** As the two scores are shown. */
	before: number;
	after: number;
};

/**
 * The largest fall of the evidenced score between two points that follow each other, the latest of equal
 * ones; null where none is seen in whole numbers.
 */
export function largestFall(points: readonly TrendPoint[]): Fall | null {
	let largest: Fall | null = null;
	for (const [index, point] of points.entries()) {
		const last = points[index - 1];
		if (!last || last.evidenced === null || point.evidenced === null) continue;
		const [before, after] = [shown(last.evidenced), shown(point.evidenced)];
		if (before > after && before - after >= (largest ? largest.before - largest.after : 1))
			largest = { from: last.day, to: point.day, before, after };
	}
	return largest;
}

const shown = (score: number) => Number(displayScore(score));
