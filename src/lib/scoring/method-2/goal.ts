import { closingAsOf } from '../../record/as-of.ts';
import { conditionAsOf, targetDayOf } from '../../record/conditions.ts';
import { daysBetween } from '../../record/day.ts';
import type { GoalClosed } from '../../record/entries.ts';
import type { Goal, Organization } from '../../record/state.ts';
import type { GoalScore } from '../types.ts';
import {
	DROP_CLOSED_AFTER_DAYS,
	METHOD_CONSTANTS,
	TOP_GRADE,
	type Constants
} from './constants.ts';
import { deliveryShare, wasAnnouncedWhenDone, type Due } from './delivery.ts';
import { lastBy } from './history.ts';
import { successionsAsOf, type SuccessionOf } from './succession.ts';
import { supportedShare, versionsBy } from './supported.ts';

/**
 * One goal's figures as of `t`; undefined before the goal exists. `successionOf` gives successions as of
 * that very day, where some are known already; `constants` stand in the place of the method's own.
 */
export function goalScore(
	organization: Organization,
	goal: Goal,
	t: string,
	successionOf: SuccessionOf = successionsAsOf(organization, t),
	constants: Constants = METHOD_CONSTANTS
): GoalScore | undefined {
	const succession = successionOf(goal);
	const { history, revisions, needed, weight, share, lost, narrowing } = succession;
	const revision = revisions.at(-1)?.revision;
	if (!revision) return undefined;
	const closing = closingAsOf(goal, t);
	const condition = conditionAsOf(organization, goal, t);

	const report = lastBy(history.reports, t);
	const version = report && versionsBy(report, t).at(-1);
	const grade = version?.update.entry.grade ?? null;
	const claimed = grade === null || closing?.as === 'withdrawn' ? 0 : grade / TOP_GRADE;
	const supported =
		report &&
		version &&
		supportedShare({ history, revisions, needed, t, constants }, report, version, claimed);

	const target = targetDayOf(revision, condition);
	const first = succession.targeted?.revision;
	const original_target = first ? targetDayOf(first, condition) : null;
	const isNarrowed = narrowing && narrowing.revised <= (closing?.effective_on ?? t);
	const narrowed_since = isNarrowed ? narrowing.since : null;
	const due: Due = {
		...{ closing, version, originalTarget: original_target },
		announced: succession.announced,
		narrowed: narrowed_since !== null,
		reviews: supported?.reviews ?? []
	};
	const counts = weight > 0 && !condition?.parked;
	return {
		key: goal.key,
		area: goal.area,
		title: revision.title,
		state: closing?.as ?? 'open',
		grade,
		claimed,
		supported: supported?.share ?? 0,
		evidence: null,
		fresh: isFresh(report?.day, closing, t, constants) ? 1 : 0,
		weight,
		in_set: counts && isInSet(closing, t),
		target,
		original_target,
		slip_days: target && original_target ? daysBetween(original_target, target) : null,
		delivery: counts ? deliveryShare(due, t, constants) : null,
		explained: {
			coverage: supported?.coverage.valued ?? 0,
			full_coverage: supported?.coverage.full ?? 0,
			needed,
			reviews: supported?.reviews.length ?? 0,
			limit: supported?.limit ?? null,
			narrowed_since,
			announced_when_done: wasAnnouncedWhenDone(due),
			condition: condition ?? null,
			share,
			lost
		}
	};
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

function isInSet(closing: GoalClosed | undefined, t: string): boolean {
	if (!closing) return true;
	if (closing.as === 'superseded' || closing.as === 'split') return false;
	return daysBetween(closing.effective_on, t) <= DROP_CLOSED_AFTER_DAYS;
}
