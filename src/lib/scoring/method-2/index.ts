import type { Method } from '../types.ts';
import * as constants from './constants.ts';
import { ARCHIVES } from './archives.ts';
import { goalScore } from './goal.ts';
import { scorecard } from './scorecard.ts';
import { goalSeries, series } from './series.ts';
import { isFixed } from './items.ts';
import { varied } from './varied.ts';

/**
 * Method 2, whole. What was certified under it recomputes under it, so nothing here changes any more:
 * a new rule is a new method in a folder of its own. Everybody else reaches it through `methods.ts`.
 */
export const method2 = {
	number: constants.METHOD,
	scorecard: (organization, asOf, seq) => scorecard(organization, asOf, seq),
	goalScore: (organization, goal, asOf) => goalScore(organization, goal, asOf),
	series,
	goalSeries,
	constants,
	archives: ARCHIVES,
	isFixed,
	varied
} satisfies Method & Record<string, unknown>;
