import { mean } from '../mean.ts';
import type { GoalScore, ScoreFigures } from '../types.ts';
import { deliveryRecord } from './delivery.ts';

/** One area's figures from its goals' scores. */
export function areaFigures(goals: readonly GoalScore[]): ScoreFigures {
	let [n, weight, claimed, evidenced] = [0, 0, 0, 0];
	for (const goal of goals) {
		if (!goal.in_set) continue;
		n += 1;
		weight += goal.weight;
		claimed += goal.weight * goal.claimed;
		evidenced += goal.weight * goal.supported * goal.fresh;
	}
	// The division first: a share of 1 is then exactly 100 whatever the weights.
	const score = (sum: number) => (n === 0 ? null : 100 * (sum / weight));
	return { n, ...withGap(score(claimed), score(evidenced)), delivery: deliveryRecord(goals) };
}

/**
 * The overall figures: plain means over the areas that have goals, but one delivery record over all
 * goals alike.
 */
export function overallFigures(
	areas: readonly ScoreFigures[],
	goals: readonly GoalScore[]
): ScoreFigures {
	return {
		n: areas.reduce((sum, area) => sum + area.n, 0),
		...withGap(mean(areas.map((area) => area.claimed)), mean(areas.map((area) => area.evidenced))),
		delivery: deliveryRecord(goals)
	};
}

/** Both are null where there is no goal, or neither is. */
function withGap(claimed: number | null, evidenced: number | null) {
	const gap = claimed === null || evidenced === null ? null : claimed - evidenced;
	return { claimed, evidenced, gap };
}
