import type { Organization } from '../../record/state.ts';
import type { Method } from '../../scoring/types.ts';
import { pageOf } from '../kinds/record-list.ts';
import { inLanguage } from '../shared/in-language.ts';
import { overallSum } from './arithmetic.ts';
import { redactionsView } from './redactions.ts';
import { reviewsView } from './reviews.ts';

/** How many reviewed goals a page shows. */
const PAGE_SIZE = 50;

/**
 * What stands behind the scores as of `t`: the sum over the areas, what is withheld, and what outsiders made
 * of the grades, of which the table holds page `number`.
 */
export function reviewsPage(
	organization: Organization,
	t: string,
	seq: number,
	method: Method,
	number = 1
) {
	const card = inLanguage(organization, method.scorecard(organization, t, seq));
	const reviews = reviewsView(organization, card);
	const { items, pages } = pageOf(reviews.reviewed, number, PAGE_SIZE);
	return {
		method: method.number,
		sum: overallSum(card),
		redactions: redactionsView(organization, card),
		reviews: { ...reviews, reviewed: items },
		number,
		pages
	};
}
