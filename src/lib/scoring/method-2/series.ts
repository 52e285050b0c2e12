import type { Goal, Organization } from '../../record/state.ts';
import type { GoalScore, SeriesPoint } from '../types.ts';
import { goalScore } from './goal.ts';
import { scorecard } from './scorecard.ts';

/**
 * Overall and area figures as of each of the days, in their order, which must not go back. A goal's
 * entries are put in order of day once, and what stands on a day is looked up there.
 */
export function series(
	organization: Organization,
	days: readonly string[],
	seq: number
): SeriesPoint[] {
	refuseGoingBack(days);
	return days.map((day) => {
		const { as_of, overall, areas } = scorecard(organization, day, seq);
		return { as_of, overall, areas };
	});
}

/** One goal's figures as of each of the days, in their order, which must not go back. */
export function goalSeries(
	organization: Organization,
	goal: Goal,
	days: readonly string[]
): (GoalScore | undefined)[] {
	refuseGoingBack(days);
	return days.map((day) => goalScore(organization, goal, day));
}

/** As every method has it. */
function refuseGoingBack(days: readonly string[]): void {
	const back = days.find((day, index) => index > 0 && day < days[index - 1]!);
	if (back !== undefined) throw new RangeError(`${back} goes back in time`);
}
