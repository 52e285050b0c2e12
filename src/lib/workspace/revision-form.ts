import { z } from 'zod';
import { freeText } from '../record/parts.ts';
import { CHANGES } from '../record/vocabulary.ts';
import { text } from './form.ts';
import {
	goalTextFields,
	optional,
	readText,
	storedText,
	typedText,
	type GoalTextRow,
	type GoalTextTyped
} from './goal-text.ts';

/** The form of a revision of a published goal. */

export type RevisionTyped = GoalTextTyped & { change: string; reason: string };

/** Filled from the current revision, to be changed. */
export function revisionOf(current: GoalTextRow, today: string): RevisionTyped {
	return { ...typedText({ ...current, effective_on: today }, today), change: '', reason: '' };
}

export function typedRevision(
	draft: GoalTextRow & { change: string; reason: string | null; updated_at: string },
	today: string
): RevisionTyped {
	return {
		...typedText(draft, today, draft.updated_at),
		change: draft.change,
		reason: draft.reason ?? ''
	};
}

export function readRevision(form: FormData): RevisionTyped {
	return { ...readText(form), change: text(form, 'change'), reason: text(form, 'reason') };
}

/** `after` is the day of the last revision: the record keeps their order. */
export function revisionForm(today: string, after: string) {
	const { effective_on, ...fields } = goalTextFields(today);
	return z
		.object({
			change: z.enum(CHANGES, { error: 'must be chosen' }),
			reason: optional(freeText),
			...fields,
			effective_on: effective_on.refine((value) => value >= after, {
				error: `must not come before ${after}, when the last revision took effect`
			})
		})
		.transform(storedText);
}

export type RevisionDraft = z.output<ReturnType<typeof revisionForm>>;
