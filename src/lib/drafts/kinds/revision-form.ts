import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { day, freeText, targetWithin } from '../../record/parts.ts';
import { CHANGES, LANGUAGES, OUTLOOKS, TARGET_BASES } from '../../record/vocabulary.ts';
import { choice, text } from '../form.ts';
import {
	goalTextForm,
	goalTextFields,
	optional,
	readText,
	typedCondition,
	typedText,
	type GoalTextRow,
	type GoalTextTyped
} from './goal-text.ts';
import { untrueChange } from '../../roadmap/rules/true-change.ts';
import { changesNothing } from '../readiness/true-change.ts';
import { withoutNulls } from '../without-nulls.ts';
import { revisionFacts } from './revision-entry.ts';

/** The form of a revision of a published goal, and its draft. */

/** `draft` is the draft's id, of a new one too. */
export type RevisionTyped = GoalTextTyped & { change: string; reason: string; draft: string };

/** Filled from the current revision, to be changed in a new draft. */
export function revisionOf(current: GoalTextRow, today: string, draft: string): RevisionTyped {
	const text = typedText({ ...current, effective_on: today }, today);
	return { ...text, change: '', reason: '', draft };
}

const said = z.string().catch('');
const optionalText = z.string().optional().catch(undefined);
const texts = z.array(z.string()).max(1_000).catch([]);
/** What a draft says, whatever is stored: what is missing or of another shape is blank. */
const draftFacts = z.object({
	change: z.enum(CHANGES).or(z.literal('')).catch(''),
	title: said,
	statement: said,
	criteria: texts,
	target: z
		.object({ on: day, basis: z.enum(TARGET_BASES), note: optionalText })
		.nullable()
		.catch(null),
	target_within: targetWithin.nullable().catch(null),
	outlook: z.enum(OUTLOOKS).nullable().catch(null),
	reason: said,
	effective_on: day.nullable().catch(null),
	translation: z
		.object({
			language: z.enum(LANGUAGES),
			title: said,
			statement: said,
			criteria: texts,
			target_note: optionalText,
			reason: optionalText
		})
		.nullable()
		.catch(null)
});
const blank = draftFacts.parse({});

/** A draft's facts, in the form in which goals are stored. */
export function revisionDraftOf(facts: unknown) {
	const { target, target_within: within, ...draft } = draftFacts.catch(blank).parse(facts);
	const when = within ?? target;
	return {
		...draft,
		target_on: within ? null : (target?.on ?? null),
		target_within: within?.days ?? null,
		target_basis: when?.basis ?? null,
		target_note: when?.note ?? null
	};
}

/** What the draft of a goal's revision stores: its facts, as they would stand in the entry. */
export function factsOfRevision(goal: string, draft: RevisionDraft) {
	const { change, reason, effective_on } = draft;
	return { goal, ...withoutNulls({ change, reason, effective_on }), ...revisionFacts(draft) };
}

/** The condition of a goal's first revision, which never changes. */
export type Conditioned = Pick<GoalTextRow, 'condition_text' | 'condition_threshold'>;

/** The form as it was filled in for a draft. */
export function typedRevision(
	draft: { id: string; updated_at: string; facts: unknown },
	today: string,
	goal: Conditioned
): RevisionTyped {
	const row = revisionDraftOf(draft.facts);
	const { change, reason } = row;
	const text = typedText(row, today, draft.updated_at);
	return { ...text, condition: typedCondition(goal), change, reason, draft: draft.id };
}

export function readRevision(form: FormData, goal: Conditioned): RevisionTyped {
	const [change, reason, draft] = ['change', 'reason', 'draft'].map((name) => text(form, name));
	const typed = { ...readText(form), condition: typedCondition(goal) };
	return { ...typed, change: change!, reason: reason!, draft: draft! };
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
