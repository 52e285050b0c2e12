import { trend } from '../charts/trend.ts';
import type { Organization } from '../record/state.ts';
import type { Area } from '../record/vocabulary.ts';
import { activity } from '../scoring/activity.ts';
import { DROP_CLOSED_AFTER_DAYS } from '../scoring/constants.ts';
import { scorecard } from '../scoring/method-1.ts';
import type { GoalScore } from '../scoring/types.ts';
import { reviewsView } from './reviews.ts';
import { goalRows } from './scorecard.ts';

/** One line of an area's arithmetic; what it adds to C and E is in points of 100. */
export type Term = GoalScore & { adds_claimed: number; adds_evidenced: number };

/** A goal of the delivery record. */
export type DueGoal = GoalScore & { delivered_on: string | null };

/** Everything that an area's page shows as of `t`. */
export function areaView(organization: Organization, area: Area, t: string, seq: number) {
	const card = scorecard(organization, t, seq);
	const scores = card.goals.filter((goal) => goal.area === area);
	const inSet = scores.filter((goal) => goal.in_set);
	return {
		figures: card.areas[area],
		activity: activity(organization, card).areas[area],
		terms: terms(inSet),
		weight: inSet.reduce((sum, goal) => sum + goal.weight, 0),
		goals: goalRows(organization, inSet, t),
		left_out: goalRows(
			organization,
			scores.filter((goal) => !goal.in_set),
			t
		).map((row) => ({ ...row, why: whyLeftOut(row.state) })),
		due: scores
			.filter((goal) => goal.delivery !== null)
			.map((goal) => ({ ...goal, delivered_on: deliveredOn(organization, goal) })),
		reviews: reviewsView(organization, card, area),
		trend: trend(organization, t, seq, area)
	};
}

function terms(scores: readonly GoalScore[]): Term[] {
	const total = scores.reduce((sum, goal) => sum + goal.weight, 0);
	return scores.map((goal) => {
		const share = (100 * goal.weight) / total;
		return {
			...goal,
			adds_claimed: share * goal.claimed,
			adds_evidenced: share * goal.supported * goal.evidence * goal.fresh
		};
	});
}

function deliveredOn(organization: Organization, { key, state }: GoalScore): string | null {
	if (state !== 'delivered') return null;
	return organization.goals.get(key)?.closing?.effective_on ?? null;
}

function whyLeftOut(state: GoalScore['state']): string {
	switch (state) {
		case 'superseded':
			return 'Superseded: the goal that succeeds it carries on.';
		case 'split':
			return 'Split: the goals that it was split into carry on, and share its weight.';
		default:
			return `Closed more than ${DROP_CLOSED_AFTER_DAYS} days ago.`;
	}
}

/** A number of the arithmetic with at most `digits` decimals, none of them a trailing zero. */
export function exact(value: number, digits = 2): string {
	return String(Number(value.toFixed(digits)));
}
