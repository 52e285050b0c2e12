import {
	closingAsOf,
	lineageAsOf,
	originalTargetAsOf,
	revisionAsOf,
	standingUpdateAsOf,
	stateAsOf
} from '../record/as-of.ts';
import { daysBetween } from '../record/day.ts';
import type { GoalClosed } from '../record/entries.ts';
import type { Goal, Organization } from '../record/state.ts';
import { DROP_CLOSED_AFTER_DAYS, STALE_AFTER_DAYS, TOP_GRADE } from './constants.ts';
import { deliveryShare } from './delivery.ts';
import { evidenceValue, supportedShare } from './evidence.ts';
import type { GoalScore } from './types.ts';

/** One goal's figures as of `t`; undefined before the goal exists. */
export function goalScore(
	organization: Organization,
	goal: Goal,
	t: string
): GoalScore | undefined {
	const revision = revisionAsOf(goal, t);
	if (!revision) return undefined;
	const closing = closingAsOf(goal, t);
	const standing = standingUpdateAsOf(goal, t);
	const lineage = lineageAsOf(organization, goal, t);
	const target = revision.target?.on ?? null;
	const originalTarget = originalTargetAsOf(organization, goal, t)?.on ?? null;

	const grade = standing?.update.entry.grade ?? null;
	const claimed = grade === null || closing?.as === 'withdrawn' ? 0 : grade / TOP_GRADE;
	return {
		key: goal.key,
		area: goal.area,
		title: revision.title,
		state: stateAsOf(goal, t),
		grade,
		claimed,
		supported: standing
			? supportedShare(
					claimed,
					standing.update.entry.grade,
					revision.criteria,
					standing.update.entry.evidence
				)
			: 0,
		evidence: standing ? evidenceValue(standing.update, t) : 0,
		fresh: isFresh(standing?.day, closing, t) ? 1 : 0,
		weight: weightOf(lineage),
		in_set: isInSet(closing, t),
		target,
		original_target: originalTarget,
		slip_days: target && originalTarget ? daysBetween(originalTarget, target) : null,
		delivery: deliveryShare(originalTarget, closing, lineage, t)
	};
}

function isFresh(day: string | undefined, closing: GoalClosed | undefined, t: string): boolean {
	if (closing?.as === 'delivered') return true;
	return day !== undefined && daysBetween(day, t) <= STALE_AFTER_DAYS;
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
