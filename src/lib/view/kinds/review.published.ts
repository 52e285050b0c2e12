import { m } from '../../paraglide/messages.js';
import type { ReviewPublished } from '../../record/entries.ts';
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
	text: ({ of, reviewer: { name }, grade }, { goal }) => {
		const own = gradeOf(goal, of);
		const said = { reviewer: name, theirs: gradeName(grade) };
		if (own === undefined) return m.change_review(said);
		return own === grade
			? m.change_review_agrees(said)
			: m.change_review_differs({ ...said, own: gradeName(own) });
	},
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

const reviewerOf = ({ facts, who }: Told<ReviewPublished>) => facts?.reviewer?.name ?? who;

/** The verdict, then what the reviewer says. */
function foundBy(told: Told<ReviewPublished>): string[] {
	const { grade, agrees, evidence, statement } = told.facts ?? {};
	if (grade === undefined || !agrees || !evidence) return [];
	const said = { reviewer: reviewerOf(told), theirs: gradeName(grade) };
	const own = told.update?.grade;
	return [
		own === undefined
			? m.change_review(said)
			: own === grade
				? m.change_review_agrees(said)
				: m.change_review_differs({ ...said, own: gradeName(own) }),
		m.review_judgement({
			agrees: m.review_agrees({ agrees }),
			evidence: m.review_evidence({ evidence })
		}),
		...(statement ? [m.told_review_statement({ statement })] : [])
	];
}
