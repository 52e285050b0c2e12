import { displayScore } from '../../scoring/display.ts';
import type { ScoreFigures } from '../../scoring/types.ts';

/**
 * Sums as a table prints them. Numbers that are rounded one by one need not add up to their rounded
 * sum; here they do, to the last digit, so that a reader can check a column by hand. A number is held
 * as a whole count of units, 10^-digits each.
 */

/** Coarser than what adding floats leaves behind, finer than any unit. */
const SNAP = 1e6;
const MOST_DIGITS = 8;

/** The value in units, rounded half up. */
export function inUnits(value: number, digits: number): number {
	return Math.floor(snap(value * 10 ** digits) + 0.5);
}

/** Units as a page prints them; `sign` puts a plus before a rise. */
export function printed(units: number, digits: number, sign = false): string {
	const text = (Math.abs(units) / 10 ** digits).toFixed(digits);
	if (units < 0) return `−${text}`;
	return sign && units > 0 ? `+${text}` : text;
}

/** Splits `total` units in the proportion of the parts, each less than one unit from its own value. */
export function apportion(parts: readonly number[], total: number, digits: number): number[] {
	const exact = parts.map((part) => snap(part * 10 ** digits));
	const units = exact.map(Math.floor);
	const left = total - units.reduce((sum, each) => sum + each, 0);
	const rest = (index: number) => exact[index]! - units[index]!;
	const order = units.map((_, index) => index).sort((a, b) => rest(b) - rest(a));
	for (const index of order.slice(0, left)) units[index]! += 1;
	return units;
}

/** Claimed, evidenced and gap in units; the gap is the difference of the two to the last digit. */
export type PrintedScores = { digits: number; claimed: number; evidenced: number; gap: number };

/**
 * Scores with as many digits, two or more, as it takes for each to round to the whole number that
 * pages show of it. Null without scores.
 */
export function printedScores({ claimed, evidenced, gap }: ScoreFigures): PrintedScores | null {
	if (claimed === null || evidenced === null || gap === null) return null;
	for (let digits = 2; ; digits += 1) {
		const [c, e] = [inUnits(claimed, digits), inUnits(evidenced, digits)];
		const agree = [
			[c, claimed],
			[e, evidenced],
			[c - e, gap]
		].every(([units = 0, score = 0]) => roundsTo(units, digits, score));
		if (agree || digits === MOST_DIGITS) return { digits, claimed: c, evidenced: e, gap: c - e };
	}
}

/** One score in the same way. */
export function printedScore(score: number): { digits: number; units: number } {
	for (let digits = 2; ; digits += 1) {
		const units = inUnits(score, digits);
		if (roundsTo(units, digits, score) || digits === MOST_DIGITS) return { digits, units };
	}
}

function roundsTo(units: number, digits: number, score: number): boolean {
	return displayScore(units / 10 ** digits) === displayScore(score);
}

/** Whether the gap as shown differs from the difference of the claimed and evidenced scores as shown. */
export function roundsApart({ claimed, evidenced, gap }: ScoreFigures): boolean {
	const shown = (score: number | null) => Number(displayScore(score));
	return gap !== null && shown(claimed) - shown(evidenced) !== shown(gap);
}

function snap(value: number): number {
	return Math.round(value * SNAP) / SNAP;
}
