import { m } from '../paraglide/messages.js';
import type { Organization } from '../record/state.ts';
import type { Area } from '../record/vocabulary.ts';
import { activity } from '../scoring/activity.ts';
import { DROP_CLOSED_AFTER_DAYS } from '../scoring/constants.ts';
import { scorecard } from '../scoring/method-1.ts';
import { inLanguage } from './in-language.ts';
import type { GoalScore } from '../scoring/types.ts';
import { areaSum } from './arithmetic.ts';
import { deliveryView } from './due.ts';
import { redactionsView } from './redactions.ts';
import { reviewsView } from './reviews.ts';
import { goalRows } from './scorecard.ts';

export { exact } from './arithmetic.ts';

/** Everything that an area's page shows as of `t`. */
export function areaView(organization: Organization, area: Area, t: string, seq: number) {
	const card = inLanguage(organization, scorecard(organization, t, seq));
	const scores = card.goals.filter((goal) => goal.area === area);
	const inSet = scores.filter((goal) => goal.in_set);
	const figures = card.areas[area];
	return {
		figures,
		activity: activity(organization, card).areas[area],
		sum: areaSum(card, area),
		goals: goalRows(organization, inSet, t),
		left_out: goalRows(
			organization,
			scores.filter((goal) => !goal.in_set),
			t
		).map((row) => ({ ...row, why: whyLeftOut(row.state) })),
		delivery: deliveryView(organization, scores, figures.delivery.rate, t),
		reviews: reviewsView(organization, card, area),
		redactions: redactionsView(organization, card, area)
	};
}

function whyLeftOut(state: GoalScore['state']): string {
	switch (state) {
		case 'superseded':
			return m.areapage_why_superseded();
		case 'split':
			return m.areapage_why_split();
		default:
			return m.areapage_why_closed({ count: DROP_CLOSED_AFTER_DAYS });
	}
}
