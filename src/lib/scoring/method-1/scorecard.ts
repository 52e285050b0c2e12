import type { Organization } from '../../record/state.ts';
import { AREAS, type Area } from '../../record/vocabulary.ts';
import { METHOD, METHOD_CONSTANTS, type Constants } from './constants.ts';
import { factsAsOf, type FactsOf } from './facts.ts';
import { areaFigures, overallFigures } from './figures.ts';
import { goalScore } from './goal.ts';
import type { GoalScore, ScoreFigures, Scorecard } from '../types.ts';

/**
 * Method 1's scorecard of an organization as of a day, YYYY-MM-DD. `seq` is the record position that
 * the organization was folded up to. Scores are unrounded. `factsOf` and
 * `constants` are as goalScore has them.
 */
export function scorecard(
	organization: Organization,
	asOf: string,
	seq: number,
	factsOf: FactsOf = (goal) => factsAsOf(goal, asOf),
	constants: Constants = METHOD_CONSTANTS
): Scorecard {
	const goals: GoalScore[] = [];
	for (const goal of organization.goals.values()) {
		const score = goalScore(organization, goal, asOf, factsOf, constants);
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
