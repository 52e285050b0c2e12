import { z } from 'zod';
import { freeText, shortText } from '../../record/parts.ts';
import { LANGUAGES, type Language } from '../../record/vocabulary.ts';
import { blankOr, text } from '../form.ts';

/**
 * The translation that a revision or an update may carry. A draft of it may be half done; with nothing
 * typed there is none.
 */

export type RevisionTranslationTyped = {
	language: Language;
	title: string;
	statement: string;
	/** In the order of the revision's criteria, one for each. */
	criteria: string[];
	/** Of a goal's first revision. */
	condition: { text: string; threshold: string };
	target_note: string;
	reason: string;
	/** Of the second of two revisions that are published in one step. */
	second_reason: string;
};
export type UpdateTranslationTyped = { language: Language; narrative: string };

/** What a draft holds; a stored row's `jsonb` column. */
type Stored = Partial<Omit<RevisionTranslationTyped, 'language' | 'condition'>> & {
	language?: string;
	condition?: { text?: string; threshold?: string };
	narrative?: string;
};

/** Somebody who reads one language is likely to write in it and to translate into the other. */
const otherThan = (read: Language): Language => (read === 'zh' ? 'en' : 'zh');

const language = (value: unknown, read: Language): Language =>
	LANGUAGES.find((each) => each === value) ?? otherThan(read);

/** Filled from a stored draft (null for none); `criteria` is how many the revision has. */
export function typedRevisionTranslation(
	stored: unknown,
	criteria: number,
	read: Language
): RevisionTranslationTyped {
	const draft = (stored ?? {}) as Stored;
	return {
		language: language(draft.language, read),
		title: draft.title ?? '',
		statement: draft.statement ?? '',
		criteria: Array.from({ length: criteria }, (_, index) => draft.criteria?.[index] ?? ''),
		condition: {
			text: draft.condition?.text ?? '',
			threshold: draft.condition?.threshold ?? ''
		},
		target_note: draft.target_note ?? '',
		reason: draft.reason ?? '',
		second_reason: ''
	};
}

export function typedUpdateTranslation(stored: unknown, read: Language): UpdateTranslationTyped {
	const draft = (stored ?? {}) as Stored;
	return { language: language(draft.language, read), narrative: draft.narrative ?? '' };
}

/** `rows` are the numbers of the form's criteria, which their translations share. */
export function readRevisionTranslation(
	form: FormData,
	rows: readonly number[],
	read: Language
): RevisionTranslationTyped {
	return {
		language: language(text(form, 'translation.language'), read),
		title: text(form, 'translation.title'),
		statement: text(form, 'translation.statement'),
		criteria: rows.map((row) => text(form, `translation.criteria.${row}`)),
		condition: {
			text: text(form, 'translation.condition.text'),
			threshold: text(form, 'translation.condition.threshold')
		},
		target_note: text(form, 'translation.target_note'),
		reason: text(form, 'translation.reason'),
		second_reason: text(form, 'translation.second_reason')
	};
}

export function readUpdateTranslation(form: FormData, read: Language): UpdateTranslationTyped {
	return {
		language: language(text(form, 'translation.language'), read),
		narrative: text(form, 'translation.narrative')
	};
}

/** Makes the column `translation`: null with nothing typed, and without optional parts left blank. */
export const revisionTranslation = z
	.object({
		language: z.enum(LANGUAGES),
		title: blankOr(shortText),
		statement: freeText,
		criteria: z.array(freeText),
		condition: z.object({ text: freeText, threshold: freeText }),
		target_note: freeText,
		reason: freeText,
		second_reason: freeText
	})
	.transform(({ language, title, statement, criteria, condition, ...rest }) => {
		const { target_note, reason, second_reason } = rest;
		const conditioned = Object.values(condition).some(Boolean);
		const texts = [title, statement, ...criteria, target_note, reason, second_reason];
		if (!conditioned && !texts.some(Boolean)) return null;
		const { text, threshold } = condition;
		return {
			language,
			title,
			statement,
			criteria,
			...(conditioned ? { condition: threshold ? { text, threshold } : { text } } : {}),
			...(target_note ? { target_note } : {}),
			...(reason ? { reason } : {}),
			...(second_reason ? { second_reason } : {})
		};
	});

export const updateTranslation = z
	.object({ language: z.enum(LANGUAGES), narrative: freeText })
	.transform((typed) => (typed.narrative ? typed : null));

type Translated = {
	translation?: unknown;
	criteria: readonly unknown[];
	condition_text?: string | null;
};

/** Whether what a revision's draft has of a translation is all of it; true where there is none. */
export function isWholeRevision(revision: Translated): boolean {
	if (revision.translation === null || revision.translation === undefined) return true;
	const { title, statement, criteria = [], condition } = revision.translation as Stored;
	const told = revision.condition_text ? [condition?.text] : [];
	return (
		[title, statement, ...criteria, ...told].every((text) => text?.trim()) &&
		criteria.length === revision.criteria.length
	);
}
