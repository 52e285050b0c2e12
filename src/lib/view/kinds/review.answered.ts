import { m } from '../../paraglide/messages.js';
import type { ReviewAnswered } from '../../record/entries.ts';
import type { Kind } from './kind.ts';

export const reviewAnswered: Kind<ReviewAnswered> = {
	name: m.reviews_kind_answered,
	badge: () => 'answered',
	text: ({ statement }) => m.reviews_change_answered({ statement }),
	place: ({ review }) => ({ name: m.reviews_place_answer(), fragment: `review-${review}` })
};
