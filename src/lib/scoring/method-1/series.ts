import type { Goal, Organization } from '../../record/state.ts';
import { followFacts, type Facts, type FactsOf } from './facts.ts';
import { goalScore } from './goal.ts';
import { scorecard } from './scorecard.ts';
import type { GoalScore, SeriesPoint } from '../types.ts';

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
