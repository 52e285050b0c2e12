import { latestReviewAsOf, standingUpdateAsOf } from '../../record/as-of.ts';
import type { Organization } from '../../record/state.ts';
import { AREAS, type Area } from '../../record/vocabulary.ts';
import { activity, type ReviewCoverage } from '../../scoring/activity.ts';
import type { GoalScore, Scorecard } from '../../scoring/types.ts';
import { recorded } from '../shared/recorded.ts';

export type Reviews = {
	coverage: ReviewCoverage;
	/** Each self-grade that was reviewed beside the latest grade that a reviewer gave it. */
	reviewed: ReviewedGrade[];
	/** The coverage area by area, where they are of all areas. */
	areas?: { area: Area; coverage: ReviewCoverage }[];
};

/** How far outsiders reviewed the grades of a scorecard: of one area, or of all. */
export function reviewsView(organization: Organization, card: Scorecard, area?: Area): Reviews {
	const { overall, areas } = activity(organization, card);
	const goals = card.goals.filter((goal) => !area || goal.area === area);
	return {
		coverage: (area ? areas[area] : overall).reviews,
		reviewed: goals.flatMap((goal) => reviewedGrade(organization, goal, card.as_of) ?? []),
		...(!area && { areas: AREAS.map((each) => ({ area: each, coverage: areas[each].reviews })) })
	};
}

export type ReviewedGrade = NonNullable<ReturnType<typeof reviewedGrade>>;

function reviewedGrade(organization: Organization, { key, title, in_set }: GoalScore, t: string) {
	const goal = in_set ? organization.goals.get(key) : undefined;
	const standing = goal && standingUpdateAsOf(goal, t);
	const review = standing && latestReviewAsOf(standing.update, t);
	if (!review) return null;
	return {
		...recorded(review),
		...{ key, title },
		reviewer: review.reviewer.name,
		own: standing.update.entry.grade,
		theirs: review.grade,
		evidence: review.evidence,
		update: standing.report.original.entry.seq
	};
}
