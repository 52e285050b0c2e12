import { latestReviewAsOf, standingUpdateAsOf } from '../../record/as-of.ts';
import { addDays, daysBetween } from '../../record/day.ts';
import type { Organization } from '../../record/state.ts';
import type { Grade } from '../../record/vocabulary.ts';
import type { Scorecard } from '../../scoring/types.ts';

/** A goal and the day by which the roadmap's cadence asks for its next update. */
export type DueUpdate = {
	key: string;
	title: string;
	/** The day of the last update; null where there is none. */
	last: string | null;
	due_on: string;
	/** Days from today to that day; negative where it is past. */
	in_days: number;
	/** Whether the scores count it as having no current information. */
	stale: boolean;
};

/**
 * The open goals whose next update is due within so many days of the scorecard's, or that are stale; the
 * longest overdue first. A goal without an update is due a cadence after it took effect.
 */
export function dueUpdates(
	organization: Organization,
	{ goals, as_of: t }: Scorecard,
	within: number
): DueUpdate[] {
	const { cadence_days } = organization.registered.roadmap;
	return goals
		.flatMap(({ key, title, state, grade, fresh }): DueUpdate[] => {
			const goal = organization.goals.get(key);
			if (!goal || state !== 'open') return [];
			const last = standingUpdateAsOf(goal, t)?.day ?? null;
			const due_on = addDays(last ?? goal.revisions[0]!.effective_on, cadence_days);
			const stale = grade !== null && fresh === 0;
			return [{ key, title, last, due_on, in_days: daysBetween(t, due_on), stale }];
		})
		.filter(({ in_days, stale }) => in_days <= within || stale)
		.sort((a, b) => a.in_days - b.in_days);
}

/** An open goal and the target date that it has now. */
export type DueTarget = {
	key: string;
	title: string;
	target: string;
	/** Days from today to that date; negative where the goal is overdue. */
	in_days: number;
	grade: Grade | null;
};

/** The open goals whose target date comes within so many days of the scorecard's, or has passed; that first. */
export function dueTargets({ goals, as_of: t }: Scorecard, within: number): DueTarget[] {
	return goals
		.flatMap(({ key, title, state, grade, target }): DueTarget[] => {
			if (state !== 'open' || target === null) return [];
			return [{ key, title, target, in_days: daysBetween(t, target), grade }];
		})
		.filter(({ in_days }) => in_days <= within)
		.sort((a, b) => a.in_days - b.in_days);
}

/** A published update that stands, for a reviewer to judge. */
export type Reviewable = {
	key: string;
	title: string;
	day: string;
	grade: Grade;
	reviewed: boolean;
};

/** The update that stands for each goal, the unreviewed before the reviewed, the newest first. */
export function reviewable(organization: Organization, { goals, as_of: t }: Scorecard) {
	return goals
		.flatMap(({ key, title }): Reviewable[] => {
			const goal = organization.goals.get(key);
			const standing = goal && standingUpdateAsOf(goal, t);
			if (!standing) return [];
			const { update, day } = standing;
			const reviewed = latestReviewAsOf(update, t) !== undefined;
			return [{ key, title, day, grade: update.entry.grade, reviewed }];
		})
		.sort((a, b) => Number(a.reviewed) - Number(b.reviewed) || (a.day < b.day ? 1 : -1));
}
