import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { freeText } from '../../record/parts.ts';
import { CHANGES } from '../../record/vocabulary.ts';
import { choice, text } from '../form.ts';
import {
	goalTextForm,
	goalTextFields,
	optional,
	readText,
	typedText,
	type GoalTextRow,
	type GoalTextTyped
} from './goal-text.ts';
import { untrueChange } from '../../roadmap/rules/true-change.ts';
import { changesNothing } from '../readiness/true-change.ts';

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

/** `current` is the last revision: the record keeps their order, and a new one differs from it. */
export function revisionForm(today: string, current: GoalTextRow | undefined) {
	const after = current?.effective_on ?? '';
	const { effective_on, ...fields } = goalTextFields(today);
	return goalTextForm({
		change: choice(CHANGES),
		reason: optional(freeText),
		...fields,
		effective_on: effective_on.refine((value) => value >= after, {
			error: () => m.form_not_before_revision({ day: after })
		})
	}).superRefine((draft, context) => {
		if (!current) return;
		const say = (field: string[], message: string) =>
			context.addIssue({ code: 'custom', path: field, message });
		const untrue = untrueChange(draft.change, current, draft);
		if (untrue) say(['change'], untrue);
		if (changesNothing(current, draft)) say([], m.form_nothing_revised());
	});
}

export type RevisionDraft = z.output<ReturnType<typeof revisionForm>>;
