import type { Varied } from '../types.ts';
import { METHOD_CONSTANTS, type Constants } from './constants.ts';
import { scorecard } from './scorecard.ts';
import { successionsAsOf } from './succession.ts';

/** Method 2's constants that can be tried at other values, and at which. */
export const varied: Varied<keyof Constants> = {
	own: METHOD_CONSTANTS,
	ranges: {
		staleAfter: [90, 120, 180, 270, 365],
		unarchived: [0, 0.25, 0.5, 0.75, 1],
		lateDays: [90, 180, 365, 730],
		lateFloor: [0, 0.25, 0.5, 0.75, 1]
	},
	/** What the entries say does not depend on a constant, and is asked of them once. */
	figures(organization, t) {
		const successionOf = successionsAsOf(organization, t);
		return (constants) => {
			const { overall, areas } = scorecard(organization, t, 0, successionOf, constants);
			return { overall, areas };
		};
	}
};
