import type { Organization } from '../../record/state.ts';
import { AREAS, type Area } from '../../record/vocabulary.ts';
import type { GoalScore, ScoreFigures, Scorecard } from '../types.ts';
import { METHOD, METHOD_CONSTANTS, type Constants } from './constants.ts';
import { areaFigures, overallFigures } from './figures.ts';
import { goalScore } from './goal.ts';
import { successionsAsOf, type SuccessionOf } from './succession.ts';

/**
 * Method 2's scorecard of an organization as of a day, YYYY-MM-DD. `seq` is the record position that
 * the organization was folded up to. Scores are unrounded. `successionOf` and `constants` are as
 * goalScore has them.
 */
export function scorecard(
	organization: Organization,
	asOf: string,
	seq: number,
	successionOf: SuccessionOf = successionsAsOf(organization, asOf),
	constants: Constants = METHOD_CONSTANTS
): Scorecard {
	const goals: GoalScore[] = [];
	for (const goal of organization.goals.values()) {
		const score = goalScore(organization, goal, asOf, successionOf, constants);
		if (score) goals.push(score);
	}
	const areas = Object.fromEntries(
		AREAS.map((area) => [area, areaFigures(goals.filter((goal) => goal.area === area))])
	) as Record<Area, ScoreFigures>;
	return {
		organization: organization.slug,
		as_of: asOf,
		method: METHOD,
		seq,
		overall: overallFigures(Object.values(areas), goals),
		areas,
		goals
	};
}
