import { addDays, endOfMonth, endOfQuarter } from '../record/day.ts';
import type { Goal, Organization } from '../record/state.ts';
import { followFacts, type Facts, type FactsOf } from './facts.ts';
import { goalScore } from './goal.ts';
import { scorecard } from './method-1.ts';
import type { GoalScore, Scorecard } from './types.ts';

export const STEPS = ['month', 'quarter'] as const;
export type Step = (typeof STEPS)[number];
export type SeriesPoint = Pick<Scorecard, 'as_of' | 'overall' | 'areas'>;

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

/**
 * Overall and area figures as of each of the days, in their order, which must not go back: the entries
 * are passed once for all of them, and each day then costs the same however many there are.
 */
export function series(
	organization: Organization,
	days: readonly string[],
	seq: number
): SeriesPoint[] {
	const factsOn = following();
	return days.map((day) => {
		const { as_of, overall, areas } = scorecard(organization, day, seq, factsOn(day));
		return { as_of, overall, areas };
	});
}

/**
 * One goal's figures as of each of the days, in their order, which must not go back; undefined before
 * the goal exists. Only entries about the goal, and about those that it succeeds, are passed.
 */
export function goalSeries(
	organization: Organization,
	goal: Goal,
	days: readonly string[]
): (GoalScore | undefined)[] {
	const factsOn = following();
	return days.map((day) => goalScore(organization, goal, day, factsOn(day)));
}

/** Facts as of one day after another. Throws a RangeError where a day goes back. */
function following(): (day: string) => FactsOf {
	const followers = new Map<Goal, (t: string) => Facts>();
	let latest = '';
	return (day) => {
		if (day < latest) throw new RangeError(`${day} goes back in time`);
		latest = day;
		return (goal) => {
			let follower = followers.get(goal);
			if (!follower) followers.set(goal, (follower = followFacts(goal)));
			return follower(day);
		};
	};
}
