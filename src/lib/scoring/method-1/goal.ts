import { closingAsOf, lineageAsOf } from '../../record/as-of.ts';
import { daysBetween } from '../../record/day.ts';
import type { GoalClosed } from '../../record/entries.ts';
import type { Goal, Organization } from '../../record/state.ts';
import {
	DROP_CLOSED_AFTER_DAYS,
	METHOD_CONSTANTS,
	TOP_GRADE,
	type Constants
} from './constants.ts';
import { deliveryShare } from './delivery.ts';
import { evidenceValue, supportedShare } from './evidence.ts';
import { factsAsOf, type Facts, type FactsOf } from './facts.ts';
import type { GoalScore } from '../types.ts';

/**
 * One goal's figures as of `t`; undefined before the goal exists. `factsOf` gives the facts as of that
 * very day, where they are known already; `constants` stand in the place of the method's own.
 */
export function goalScore(
	organization: Organization,
	goal: Goal,
	t: string,
	factsOf: FactsOf = (each) => factsAsOf(each, t),
	constants: Constants = METHOD_CONSTANTS
): GoalScore | undefined {
	const { revision, standing, review } = factsOf(goal);
	if (!revision) return undefined;
	const closing = closingAsOf(goal, t);
	const lineage = lineageAsOf(organization, goal, t);
	const inherited = lineage.map(factsOf);
	const target = revision.target?.on ?? null;
	const originalTarget = firstTarget(inherited, t);
	const narrowedOn = firstNarrowing(inherited);

	const update = standing?.update.entry;
	const grade = update?.grade ?? null;
	const claimed = grade === null || closing?.as === 'withdrawn' ? 0 : grade / TOP_GRADE;
	return {
		key: goal.key,
		area: goal.area,
		title: revision.title,
		state: closing?.as ?? 'open',
		grade,
		claimed,
		supported: update
			? supportedShare(claimed, update.grade, revision.criteria, update.evidence)
			: 0,
		evidence: update ? evidenceValue(update.evidence, review, constants) : 0,
		fresh: isFresh(standing?.day, closing, t, constants) ? 1 : 0,
		weight: weightOf(lineage),
		in_set: isInSet(closing, t),
		target,
		original_target: originalTarget,
		slip_days: target && originalTarget ? daysBetween(originalTarget, target) : null,
		delivery: deliveryShare(originalTarget, closing, narrowedOn, t, constants)
	};
}

/** The furthest predecessor's first target that is effective by `t`. */
function firstTarget(lineage: readonly Facts[], t: string): string | null {
	const first = lineage.findLast(({ targeted }) => targeted && targeted.effective_on <= t);
	return first?.targeted?.target?.on ?? null;
}

function firstNarrowing(lineage: readonly Facts[]): string | undefined {
	let first: string | undefined;
	for (const { narrowedOn } of lineage)
		if (first === undefined || (narrowedOn !== undefined && narrowedOn < first)) first = narrowedOn;
	return first;
}

function isFresh(
	day: string | undefined,
	closing: GoalClosed | undefined,
	t: string,
	{ staleAfter }: Constants
): boolean {
	if (closing?.as === 'delivered') return true;
	return day !== undefined && daysBetween(day, t) <= staleAfter;
}

/** w: the goals it succeeds had 1 to pass on, and each split divided it among its successors. */
function weightOf([, ...predecessors]: readonly Goal[]): number {
	return predecessors.reduce(
		(weight, predecessor) => weight / (predecessor.closing?.successors.length ?? 1),
		1
	);
}

function isInSet(closing: GoalClosed | undefined, t: string): boolean {
	if (!closing) return true;
	if (closing.as === 'superseded' || closing.as === 'split') return false;
	return daysBetween(closing.effective_on, t) <= DROP_CLOSED_AFTER_DAYS;
}
