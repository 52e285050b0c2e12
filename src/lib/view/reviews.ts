import { latestReviewAsOf, standingUpdateAsOf } from '../record/as-of.ts';
import type { Organization } from '../record/state.ts';
import { AREAS, type Area } from '../record/vocabulary.ts';
import { activity } from '../scoring/activity.ts';
import type { Scorecard } from '../scoring/types.ts';
import { recorded } from './recorded.ts';

/**
 * How far outsiders reviewed the grades of a scorecard, by area and over all: the coverage, and each
 * self-grade that was reviewed beside the latest grade that a reviewer gave it.
 */
export function reviewsView(organization: Organization, card: Scorecard) {
	const { overall, areas } = activity(organization, card);
	const reviewed = card.goals.flatMap(({ key, title, area, in_set }) => {
		const goal = in_set ? organization.goals.get(key) : undefined;
		const standing = goal && standingUpdateAsOf(goal, card.as_of);
		const review = standing && latestReviewAsOf(standing.update, card.as_of);
		if (!review) return [];
		return {
			...recorded(review),
			...{ key, title, area },
			reviewer: review.reviewer.name,
			day: review.effective_on,
			own: standing.update.entry.grade,
			theirs: review.grade,
			evidence: review.evidence,
			update: standing.report.original.entry.seq
		};
	});
	return {
		overall: { coverage: overall.reviews, reviewed },
		areas: AREAS.map((area) => ({ area, coverage: areas[area].reviews }))
	};
}
export type ReviewsView = ReturnType<typeof reviewsView>;
export type ReviewedGrade = ReviewsView['overall']['reviewed'][number];

/** The same of one area. */
export function areaReviews({ overall, areas }: ReviewsView, area: Area) {
	return {
		coverage: areas.find((each) => each.area === area)!.coverage,
		reviewed: overall.reviewed.filter((each) => each.area === area)
	};
}
