import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { freeText, fullText } from '../../record/parts.ts';
import { EVIDENCE_JUDGEMENTS, REVIEW_ACCESS, REVIEW_AGREES } from '../../record/vocabulary.ts';
import { text } from '../form.ts';
import { optional } from './goal-text.ts';

/** The form of a reviewer's review of one published update, and of the organization's answer to it. */

export type Access = (typeof REVIEW_ACCESS)[number];

export type ReviewTyped = {
	grade: string;
	agrees: string;
	evidence: string;
	relation: string;
	conflicts: string;
	material: string;
	statement: string;
	/** `updated_at` of the stored draft that the form was filled from; empty for a new one. */
	seen: string;
};

/** A draft as it is stored. */
export type ReviewRow = {
	grade: number;
	agrees: string;
	evidence: string;
	reviewer_relation: string;
	reviewer_conflicts: string;
	material: string | null;
	statement: string;
};

/** An empty form; relation and conflicts as the reviewer declared them last, if they ever did. */
export function blankReview(
	declared: Pick<ReviewRow, 'reviewer_relation' | 'reviewer_conflicts'> | null
): ReviewTyped {
	return {
		grade: '',
		agrees: '',
		evidence: '',
		relation: declared?.reviewer_relation ?? '',
		conflicts: declared?.reviewer_conflicts ?? '',
		material: '',
		statement: '',
		seen: ''
	};
}

export function typedReview(row: ReviewRow, seen: string): ReviewTyped {
	return {
		grade: String(row.grade),
		agrees: row.agrees,
		evidence: row.evidence,
		relation: row.reviewer_relation,
		conflicts: row.reviewer_conflicts,
		material: row.material ?? '',
		statement: row.statement,
		seen
	};
}

export function readReview(form: FormData): ReviewTyped {
	return {
		grade: text(form, 'grade'),
		agrees: text(form, 'agrees'),
		evidence: text(form, 'evidence'),
		relation: text(form, 'relation'),
		conflicts: text(form, 'conflicts'),
		material: text(form, 'material'),
		statement: text(form, 'statement'),
		// A person who was shown a newer stored version may choose to replace it.
		seen: text(form, form.has('replace') ? 'replace' : 'seen')
	};
}

const chosen = { error: () => m.form_chosen() };

/** A draft may lack every text; what is chosen has to be, before it is stored. */
export const reviewForm = z
	.object({
		grade: z.enum(['0', '1', '2', '3', '4'], chosen).transform(Number),
		agrees: z.enum(REVIEW_AGREES, chosen),
		evidence: z.enum(EVIDENCE_JUDGEMENTS, chosen),
		relation: freeText,
		conflicts: freeText,
		material: optional(freeText),
		statement: freeText
	})
	.transform(({ relation, conflicts, ...review }) => ({
		...review,
		reviewer_relation: relation,
		reviewer_conflicts: conflicts
	}));

export type ReviewDraft = z.output<typeof reviewForm>;

/** What still stands in the way of publishing a draft, in sentences. The database has the last word. */
export function reviewProblems(draft: ReviewRow, access: Access): string[] {
	const full = (value: string | null) => fullText.safeParse(value).success;
	return [
		...(full(draft.reviewer_relation) && full(draft.reviewer_conflicts)
			? []
			: [m.reviews_refused_relation_missing()]),
		...(full(draft.statement) ? [] : [m.reviews_refused_statement_missing()]),
		...(access === 'public' || full(draft.material) ? [] : [m.reviews_refused_material_missing()])
	];
}

/** What the fields are called beside them; two of them ask. */
export function reviewLabels(): Record<Exclude<keyof ReviewTyped, 'seen'>, string> {
	return {
		grade: m.reviews_label_grade(),
		agrees: m.reviews_label_agrees(),
		evidence: m.reviews_label_evidence(),
		relation: m.reviews_label_relation(),
		conflicts: m.reviews_label_conflicts(),
		material: m.reviews_label_material(),
		statement: m.reviews_label_statement()
	};
}

/** What they are called where something is said of them. */
export function reviewTerms(): ReturnType<typeof reviewLabels> {
	return {
		...reviewLabels(),
		agrees: m.reviews_field_agrees(),
		evidence: m.reviews_field_evidence()
	};
}

export type AnswerTyped = { statement: string };

export function readAnswer(form: FormData): AnswerTyped {
	return { statement: text(form, 'statement') };
}

export const answerForm = z.object({ statement: fullText });
