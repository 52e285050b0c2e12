import type { Goal, Organization } from '../record/state.ts';
import { METHOD_CONSTANTS, type Constants } from './constants.ts';
import { factsAsOf, type Facts } from './facts.ts';
import { scorecard } from './method-1.ts';
import type { Scorecard } from './types.ts';

/**
 * The same scorecard with other constants than the method's own, so that a reader sees what hangs on
 * them. Nothing of it is a score: only the method's own constants give one.
 */

export type Constant = keyof Constants;

/** What is tried in the place of each constant, ascending; the method's own value is among them. */
export const RANGES: Record<Constant, readonly number[]> = {
	staleAfter: [90, 120, 180, 270, 365],
	unarchived: [0, 0.25, 0.5, 0.75, 1],
	lateDays: [90, 180, 365, 730],
	lateFloor: [0, 0.25, 0.5, 0.75, 1]
};
export const CONSTANT_NAMES = Object.keys(RANGES) as Constant[];

export type Figures = Pick<Scorecard, 'overall' | 'areas'>;

/** The figures with some constants, on the day asked for and on the earlier one. */
export type Variant = { now: Figures; before: Figures };

export type Sensitivity = {
	/** With the method's own constants: what is published. */
	published: Variant;
	/** One constant varied, the others as the method has them; in the order of RANGES. */
	varied: Record<Constant, (Variant & { value: number })[]>;
	/**
	 * Every constant at the first value of its range, and every one at the last. A larger constant never
	 * lowers a figure, so that each combination within the ranges lies between the two.
	 */
	strictest: Variant;
	mildest: Variant;
};

/** The scorecard as of `t`, and as of the earlier day `since`, under every variation. */
export function sensitivity(organization: Organization, t: string, since: string): Sensitivity {
	const [now, before] = [scorer(organization, t), scorer(organization, since)];
	const variant = (other: Partial<Constants>): Variant => {
		const constants = { ...METHOD_CONSTANTS, ...other };
		return { now: now(constants), before: before(constants) };
	};
	const varied = (constant: Constant) =>
		RANGES[constant].map((value) => ({ value, ...variant({ [constant]: value }) }));
	return {
		published: variant({}),
		varied: byConstant(varied),
		strictest: variant(byConstant((constant) => RANGES[constant][0]!)),
		mildest: variant(byConstant((constant) => RANGES[constant].at(-1)!))
	};
}

/** What the entries say does not depend on a constant, and is asked of them once. */
function scorer(organization: Organization, t: string): (constants: Constants) => Figures {
	const known = new Map<Goal, Facts>();
	for (const goal of organization.goals.values()) known.set(goal, factsAsOf(goal, t));
	return (constants) => {
		const factsOf = (goal: Goal) => known.get(goal)!;
		const { overall, areas } = scorecard(organization, t, 0, factsOf, constants);
		return { overall, areas };
	};
}

function byConstant<T>(of: (constant: Constant) => T): Record<Constant, T> {
	return Object.fromEntries(CONSTANT_NAMES.map((constant) => [constant, of(constant)])) as Record<
		Constant,
		T
	>;
}
