import {
	firstTargeted,
	latestReviewAsOf,
	narrowedOn,
	revisionAsOf,
	standingUpdateAsOf,
	type StandingUpdate
} from '../../record/as-of.ts';
import type { GoalPublished, GoalRevised, ReviewPublished } from '../../record/entries.ts';
import { followReview, followRevision, followStanding } from '../../record/follow.ts';
import type { Goal } from '../../record/state.ts';

/** What the entries about a goal say on a day, as far as its score asks. */
export type Facts = {
	/** The revision in force; undefined before the goal exists. */
	revision: Revision | undefined;
	standing: StandingUpdate | undefined;
	/** The latest review of the update that stands. */
	review: ReviewPublished | undefined;
	/** The first revision that gives a target, which may be ahead. */
	targeted: Revision | undefined;
	/** The first day that the goal was narrowed, which may be ahead. */
	narrowedOn: string | undefined;
};
type Revision = GoalPublished | GoalRevised;

export type FactsOf = (goal: Goal) => Facts;

export function factsAsOf(goal: Goal, t: string): Facts {
	const standing = standingUpdateAsOf(goal, t);
	return {
		revision: revisionAsOf(goal, t),
		standing,
		review: standing && latestReviewAsOf(standing.update, t),
		targeted: firstTargeted(goal),
		narrowedOn: narrowedOn(goal)
	};
}

/** The same for days that never go back, passing each entry about the goal once. */
export function followFacts(goal: Goal): (t: string) => Facts {
	const revision = followRevision(goal);
	const standing = followStanding(goal);
	const review = followReview(standing);
	const ahead = { targeted: firstTargeted(goal), narrowedOn: narrowedOn(goal) };
	return (t) => ({ ...ahead, revision: revision(t), standing: standing(t), review: review(t) });
}
