import type { RevisionReviewed } from './entries.ts';
import type { Goal } from './state.ts';
import { REVISION_EFFECTS, type RevisionEffect } from './vocabulary.ts';

type Review = { effective_on: string; reviewer: { name: string } };

/**
 * The reviews that stand as of `t`: of each reviewer, told apart by name, the latest. `reviews` are in
 * record order, so that on one day the later in the record stands.
 */
export function standingReviews<R extends Review>(reviews: readonly R[], t: string): R[] {
	const latest = new Map<string, R>();
	for (const review of reviews) {
		if (review.effective_on > t) continue;
		const known = latest.get(review.reviewer.name);
		if (!known || review.effective_on >= known.effective_on)
			latest.set(review.reviewer.name, review);
	}
	return [...latest.values()];
}

/** What the strictest standing review says of a revision, and the first day of a review that says so. */
export type RevisionStanding = { effect: RevisionEffect; since: string };

/** Undefined where nobody reviewed the revision by `t`. */
export function revisionStandingAsOf(
	{ revisionReviews }: Pick<Goal, 'revisionReviews'>,
	revision: number,
	t: string
): RevisionStanding | undefined {
	return strictest(
		standingReviews(
			revisionReviews.filter((review) => review.revision === revision),
			t
		)
	);
}

function strictest(standing: readonly RevisionReviewed[]): RevisionStanding | undefined {
	const effect = REVISION_EFFECTS.find((each) => standing.some((review) => review.effect === each));
	if (effect === undefined) return undefined;
	const days = standing.filter((review) => review.effect === effect).map((one) => one.effective_on);
	return { effect, since: days.sort()[0]! };
}
