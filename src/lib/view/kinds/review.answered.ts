import { m } from '../../paraglide/messages.js';
import type { ReviewAnswered } from '../../record/entries.ts';
import type { DraftedKind } from './kind.ts';
import { goalPath } from './told.ts';

export const reviewAnswered: DraftedKind<ReviewAnswered> = {
	name: m.reviews_kind_answered,
	draft: (of) => m.draft_name_answer({ of }),
	badge: () => 'answered',
	text: ({ statement }) => m.reviews_change_answered({ statement }),
	place: ({ review }) => ({ name: m.reviews_place_answer(), fragment: `review-${review}` }),
	onItsWay: {
		name: ({ subject }) =>
			/^\d+$/.test(subject) ? m.reviews_answer_named({ seq: subject }) : null,
		page: ({ subject }) => `/reviews/${subject}`
	},
	notices: {
		published: {
			line: m.told_answer_published,
			path: (told) => `${goalPath(told)}#review-${told.draft!.subject}`
		}
	}
};
