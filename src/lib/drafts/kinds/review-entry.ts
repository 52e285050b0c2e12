import type { ReviewPublished, Unrecorded } from '../../record/entries.ts';
import type { ChosenReview } from './review-form.ts';

/** What the entry of a draft review will say; it takes effect on the day it is published. */
export function reviewEntry(
	{ material, findings, ...review }: ChosenReview,
	today: string
): Unrecorded<ReviewPublished> {
	return {
		kind: 'review.published',
		effective_on: today,
		...review,
		...(findings ? { findings } : {}),
		...(material === null ? {} : { material })
	};
}
