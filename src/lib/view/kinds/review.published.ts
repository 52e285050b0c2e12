import { m } from '../../paraglide/messages.js';
import type { ReviewPublished } from '../../record/entries.ts';
import type { Grade } from '../../record/vocabulary.ts';
import { gradeName } from '../shared/words.ts';
import type { DraftedKind } from './kind.ts';
import { goalPath, type Told } from './told.ts';
import { gradeOf, placeOfUpdate } from './progress.ts';

export const reviewPublished: DraftedKind<ReviewPublished> = {
	name: m.record_kind_reviewed,
	draft: (of) => m.draft_name_review({ of }),
	detail: ({ grade }) => gradeName(grade),
	badge: ({ of, grade }, goal) =>
		goal && gradeOf(goal, of) !== grade ? 'review-differs' : 'reviewed',
	text: ({ of, reviewer: { name }, grade }, { goal }) => verdict(name, grade, gradeOf(goal, of)),
	place: ({ of }, goal) => placeOfUpdate(goal, of, m.changes_place_review()),
	event: () => 'reviewed',
	// The list of what can be reviewed has its reviewer's drafts.
	onItsWay: null,
	notices: {
		published: {
			line: (told) => m.told_review_published({ ...told, who: reviewerOf(told) }),
			more: foundBy,
			path: (told) => `${goalPath(told)}#review-${told.seq}`
		}
	}
};

/** The reviewer's grade beside the organization's own. */
function verdict(reviewer: string, grade: Grade, own: Grade | undefined): string {
	const said = { reviewer, theirs: gradeName(grade) };
	if (own === undefined) return m.change_review(said);
	return own === grade
		? m.change_review_agrees(said)
		: m.change_review_differs({ ...said, own: gradeName(own) });
}

const reviewerOf = ({ facts, who }: Told<ReviewPublished>) => facts?.reviewer?.name ?? who;

/** The verdict, then what the review says. */
function foundBy(told: Told<ReviewPublished>): string[] {
	const { grade, agrees, evidence, statement } = told.facts ?? {};
	if (grade === undefined || !agrees || !evidence) return [];
	return [
		verdict(reviewerOf(told), grade, told.update?.grade),
		m.review_judgement({
			agrees: m.review_agrees({ agrees }),
			evidence: m.review_evidence({ evidence })
		}),
		...(statement ? [m.told_review_statement({ statement })] : [])
	];
}
