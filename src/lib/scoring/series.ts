import { addDays, endOfMonth, endOfQuarter } from '../record/day.ts';
import type { Organization } from '../record/state.ts';
import { scorecard } from './method-1.ts';
import type { Scorecard } from './types.ts';

export type Step = 'month' | 'quarter';
export type SeriesPoint = Pick<Scorecard, 'as_of' | 'overall' | 'areas'>;

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

/** Overall and area figures as of each of the days, in their order. */
export function series(
	organization: Organization,
	days: readonly string[],
	seq: number
): SeriesPoint[] {
	return days.map((day) => {
		const { as_of, overall, areas } = scorecard(organization, day, seq);
		return { as_of, overall, areas };
	});
}
