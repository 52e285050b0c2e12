import { m } from '../../paraglide/messages.js';
import type { ReviewPublished } from '../../record/entries.ts';
import { gradeName } from '../shared/words.ts';
import type { DraftedKind } from './kind.ts';
import { gradeOf, placeOfUpdate } from './progress.ts';

export const reviewPublished: DraftedKind<ReviewPublished> = {
	name: m.record_kind_reviewed,
	draft: (of) => m.draft_name_review({ of }),
	detail: ({ grade }) => gradeName(grade),
	badge: ({ of, grade }, goal) =>
		goal && gradeOf(goal, of) !== grade ? 'review-differs' : 'reviewed',
	text: ({ of, reviewer: { name }, grade }, { goal }) => {
		const own = gradeOf(goal, of);
		const said = { reviewer: name, theirs: gradeName(grade) };
		if (own === undefined) return m.change_review(said);
		return own === grade
			? m.change_review_agrees(said)
			: m.change_review_differs({ ...said, own: gradeName(own) });
	},
	place: ({ of }, goal) => placeOfUpdate(goal, of, m.changes_place_review()),
	event: () => 'reviewed'
};
