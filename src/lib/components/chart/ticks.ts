import { daysBetween } from '../../record/day.ts';
import { monthOf } from '../../view/shared/day.ts';

/**
 * Not d3-scale: it gives about as many ticks as it is asked for, where here only so many fit, and those of one
 * density do not stand on those of another.
 */

/** A day on the axis; where there is room it is labelled, on a narrow drawing less often. */
export type Tick = { day: string; label: string; wide: boolean; narrow: boolean };

/** Months between ticks or labels. */
const STEPS = [1, 3, 6, 12, 24, 60, 120];

/** How many labels a wide and a narrow drawing have room for, and how many ticks. */
const MOST = { wide: 8, narrow: 3, ticks: 60 };

/** Ticks on first days of months, after `from` and up to `to`, labelled on round ones. */
export function ticks(from: string, to: string): Tick[] {
	const every = (most: number) => stepFor(daysBetween(from, to), most);
	const [step, wide, narrow] = [every(MOST.ticks), every(MOST.wide), every(MOST.narrow)];
	const [year = 0, month = 1] = from.split('-').map(Number);
	const found: Tick[] = [];
	const first = year * 12 + month - 1;
	const [lastYear = 0, lastMonth = 1] = to.split('-').map(Number);
	const last = lastYear * 12 + lastMonth - 1;
	for (let index = first + ((step - (first % step)) % step); index <= last; index += step) {
		const day = firstOfMonth(index);
		if (day < from) continue;
		const label = wide >= 12 ? String(Math.floor(index / 12)) : monthOf(day);
		found.push({ day, label, wide: index % wide === 0, narrow: index % narrow === 0 });
	}
	return found;
}

/** The least step by which at most so many fit into the days. */
function stepFor(days: number, most: number): number {
	return STEPS.find((step) => days / (step * 30.44) <= most) ?? STEPS.at(-1)!;
}

/** `index` counts months since the year 0. */
function firstOfMonth(index: number): string {
	const year = String(Math.floor(index / 12)).padStart(4, '0');
	return `${year}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}
