import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { freeText, fullText } from '../../record/parts.ts';
import {
	EVIDENCE_JUDGEMENTS,
	FINDINGS,
	REVIEW_ACCESS,
	REVIEW_AGREES,
	type Finding
} from '../../record/vocabulary.ts';
import { choice, gradeTyped, text } from '../form.ts';
import { rowsOf } from '../rows.ts';
import { optional } from './goal-text.ts';

/** The form of a reviewer's review of one published update, and of the organization's answer to it. */

export type Access = (typeof REVIEW_ACCESS)[number];

export type ReviewTyped = {
	grade: string;
	agrees: string;
	evidence: string;
	/** By criterion; blank where nothing is said of it. */
	findings: string[];
	relation: string;
	conflicts: string;
	material: string;
	statement: string;
	/** `updated_at` of the stored draft that the form was filled from; empty for a new one. */
	seen: string;
};

const said = z.string().catch('');
const nobody = { name: '', relation: '', conflicts: '', access: 'public' as const };
const draftFacts = z.object({
	/** The update that it is of, by its goal's key and its own. */
	goal: said,
	of: said,
	reviewer: z
		.object({
			name: said,
			relation: said,
			conflicts: said,
			access: z.enum(REVIEW_ACCESS).catch('public')
		})
		.catch(nobody),
	grade: z.literal([0, 1, 2, 3, 4]).nullable().catch(null),
	agrees: z.enum(REVIEW_AGREES).nullable().catch(null),
	evidence: z.enum(EVIDENCE_JUDGEMENTS).nullable().catch(null),
	findings: z
		.array(z.object({ criterion: z.int().min(0).max(999), finding: z.enum(FINDINGS) }))
		.optional()
		.catch(undefined),
	material: z.string().nullable().catch(null),
	statement: said
});
const blank = draftFacts.parse({});
/** What a draft says, whatever is stored: what is missing or of another shape is blank. */
export const reviewOf = (facts: unknown) => draftFacts.catch(blank).parse(facts);
export type ReviewFacts = ReturnType<typeof reviewOf>;
/** A draft in which all is chosen that has to be chosen before it is stored. */
export type ChosenReview = ReviewFacts & {
	[Name in 'grade' | 'agrees' | 'evidence']: NonNullable<ReviewFacts[Name]>;
};
export const isChosen = (review: ReviewFacts): review is ChosenReview =>
	review.grade !== null && review.agrees !== null && review.evidence !== null;

/** An empty form; relation and conflicts as the reviewer declared them last, if they ever did. */
export function blankReview(declared: { relation: string; conflicts: string } | null): ReviewTyped {
	return {
		grade: '',
		agrees: '',
		evidence: '',
		findings: [],
		relation: declared?.relation ?? '',
		conflicts: declared?.conflicts ?? '',
		material: '',
		statement: '',
		seen: ''
	};
}

/** The form as it was filled in for a draft. */
export function typedReview(facts: unknown, seen: string): ReviewTyped {
	const { reviewer, grade, agrees, evidence, findings, material, statement } = reviewOf(facts);
	const found: string[] = [];
	for (const { criterion, finding } of findings ?? []) found[criterion] = finding;
	return {
		grade: grade === null ? '' : String(grade),
		agrees: agrees ?? '',
		evidence: evidence ?? '',
		findings: Array.from(found, (finding) => finding ?? ''),
		relation: reviewer.relation,
		conflicts: reviewer.conflicts,
		material: material ?? '',
		statement,
		seen
	};
}

export function readReview(form: FormData): ReviewTyped {
	return {
		grade: text(form, 'grade'),
		agrees: text(form, 'agrees'),
		evidence: text(form, 'evidence'),
		findings: rowsOf(form, 'findings').map((row) => text(form, `findings.${row}`)),
		relation: text(form, 'relation'),
		conflicts: text(form, 'conflicts'),
		material: text(form, 'material'),
		statement: text(form, 'statement'),
		// A person who was shown a newer stored version may choose to replace it.
		seen: text(form, form.has('replace') ? 'replace' : 'seen')
	};
}

/**
 * A draft may lack every text; what is chosen has to be, before it is stored. `criteria` is how many the revision
 * has that the update was graded by.
 */
export function reviewForm(criteria: number) {
	return z
		.object({
			grade: gradeTyped,
			agrees: choice(REVIEW_AGREES),
			evidence: choice(EVIDENCE_JUDGEMENTS),
			findings: z
				.array(choice(FINDINGS).or(z.literal('')))
				.refine((typed) => typed.findLastIndex((finding) => finding !== '') < criteria, {
					error: () => m.form_criteria_listed({ count: criteria })
				}),
			relation: freeText,
			conflicts: freeText,
			material: optional(freeText),
			statement: freeText
		})
		.transform(({ relation, conflicts, findings, ...review }) => ({
			...review,
			...foundOf(findings),
			reviewer: { relation, conflicts }
		}));
}

/** What was found of single criteria; absent where nothing was said of any. */
function foundOf(typed: readonly (Finding | '')[]) {
	const findings = typed.flatMap((finding, criterion) =>
		finding === '' ? [] : [{ criterion, finding }]
	);
	return findings.length ? { findings } : {};
}

/** The facts of a draft that its reviewer types; the others say who reviews what. */
export type ReviewDraft = z.output<ReturnType<typeof reviewForm>>;

/**
 * What still stands in the way of publishing a draft, in sentences. The database has the last word. `access` is
 * what its reviewer saw, of whom words are asked for that.
 */
export function reviewProblems(
	draft: ReviewFacts,
	access: Access = draft.reviewer.access
): string[] {
	const full = (value: string | null) => fullText.safeParse(value).success;
	return [
		...(full(draft.reviewer.relation) && full(draft.reviewer.conflicts)
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
		findings: m.reviews_label_findings(),
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

export type AnswerTyped = {
	statement: string;
	/** The draft's id, of a new one too, and the version that was edited; blank for a new one. */
	draft: string;
	seen: string;
};

export function readAnswer(form: FormData): AnswerTyped {
	return {
		statement: text(form, 'statement'),
		draft: text(form, 'draft'),
		seen: text(form, form.has('replace') ? 'replace' : 'seen')
	};
}

/** The form as it was filled in for a draft. */
export function typedAnswer(draft: {
	id: string;
	updated_at: string;
	facts: unknown;
}): AnswerTyped {
	const { statement } = z.object({ statement: said }).catch({ statement: '' }).parse(draft.facts);
	return { statement, draft: draft.id, seen: draft.updated_at };
}

export const answerLabels = () => ({ statement: m.reviews_answer_label() });

export const answerForm = z.object({ statement: fullText });
