import { addDays, endOfMonth, endOfQuarter } from '../record/day.ts';
import type { Goal, Organization } from '../record/state.ts';
import { followFacts, type Facts } from './facts.ts';
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

/**
 * Overall and area figures as of each of the days, in their order, which must not go back: the entries
 * are passed once for all of them, and each day then costs the same however many there are.
 */
export function series(
	organization: Organization,
	days: readonly string[],
	seq: number
): SeriesPoint[] {
	const followers = new Map<Goal, (t: string) => Facts>();
	for (const goal of organization.goals.values()) followers.set(goal, followFacts(goal));
	return days.map((day, index) => {
		if (index > 0 && day < days[index - 1]!) throw new RangeError(`${day} goes back in time`);
		const factsOf = (goal: Goal) => followers.get(goal)!(day);
		const { as_of, overall, areas } = scorecard(organization, day, seq, factsOf);
		return { as_of, overall, areas };
	});
}
