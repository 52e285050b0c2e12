import type { Organization } from '../../record/state.ts';
import type { Area } from '../../record/vocabulary.ts';
import { activity } from '../../scoring/activity.ts';
import { noHeadline } from '../../scoring/headline.ts';
import { inLanguage } from '../shared/in-language.ts';
import { areaSum } from './arithmetic.ts';
import { conditionalGoals } from './conditional.ts';
import { deliveryView } from './due.ts';
import { goalRows } from '../goal/goal-rows.ts';
import { redactionsView } from './redactions.ts';
import { reviewsView } from './reviews.ts';
import { newest } from '../../scoring/methods.ts';
import type { Method } from '../../scoring/types.ts';
import { previousQuarterEnd } from '../shared/day.ts';
import { direction, knownWords } from './scorecard.ts';

export { exact } from './arithmetic.ts';

/** Everything that an area's page shows as of `t`. */
export function areaView(
	organization: Organization,
	area: Area,
	t: string,
	seq: number,
	method: Method = newest
) {
	const card = inLanguage(organization, method.scorecard(organization, t, seq));
	const before = method.scorecard(organization, previousQuarterEnd(t), seq);
	const scores = card.goals.filter((goal) => goal.area === area);
	const { rows, left_out } = goalRows(organization, scores, t);
	const conditional = conditionalGoals(organization, scores, t);
	const waits = new Set(conditional.map(({ key }) => key));
	const figures = card.areas[area];
	return {
		method: method.number,
		figures,
		direction: direction(organization, before, card, area),
		known_then: knownWords(organization, card, area),
		no_headline: noHeadline(organization, card),
		activity: activity(organization, card).areas[area],
		sum: areaSum(card, area),
		goals: rows,
		conditional,
		/** Of what is not scored, what was so before. */
		left_out: left_out.filter(({ key }) => !waits.has(key)),
		delivery: deliveryView(organization, scores, figures.delivery.rate, t),
		reviews: reviewsView(organization, card, area),
		redactions: redactionsView(organization, card, area)
	};
}
