import { addDays, endOfMonth, endOfQuarter } from '../record/day.ts';
import type { Goal } from '../record/state.ts';

/** The days that a series scores. */

export const STEPS = ['month', 'quarter'] as const;
export type Step = (typeof STEPS)[number];

/** The first day that any of the goals existed; undefined without a goal. */
export function firstDay(goals: readonly Goal[]): string | undefined {
	let first: string | undefined;
	for (const { revisions } of goals)
		for (const { effective_on } of revisions)
			if (first === undefined || effective_on < first) first = effective_on;
	return first;
}

/**
 * The days to score from `from` to `to`: the last day of each month or quarter between them, both
 * included, and `to` itself as the last. Empty where `to` comes before `from`.
 */
export function steps(from: string, to: string, step: Step): string[] {
	if (to < from) return [];
	const endOf = step === 'month' ? endOfMonth : endOfQuarter;
	const days: string[] = [];
	for (let day = endOf(from); day < to; day = endOf(addDays(day, 1))) days.push(day);
	return [...days, to];
}
