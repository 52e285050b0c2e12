import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { day, freeText, type TargetWithin } from '../../record/parts.ts';
import { CHANGES, LANGUAGES, OUTLOOKS, TARGET_BASES } from '../../record/vocabulary.ts';
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
import { repeatedCriterion, untrueChange } from '../../roadmap/rules/true-change.ts';
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
	const { target, ...draft } = draftFacts.catch(blank).parse(facts);
	return {
		...draft,
		target_on: target?.on ?? null,
		target_basis: target?.basis ?? null,
		target_note: target?.note ?? null
	};
}

/**
 * What the draft of a goal's revision stores: its facts, as they would stand in the entry. A conditional goal keeps
 * its days from the condition, and has no day in their place.
 */
export function factsOfRevision(
	goal: string,
	draft: RevisionDraft,
	target_within: TargetWithin | null = null
) {
	const { change, reason, effective_on } = draft;
	const { target, ...facts } = revisionFacts(draft);
	const when = target_within ? { target_within } : withoutNulls({ target: target ?? null });
	return { goal, ...withoutNulls({ change, reason, effective_on }), ...facts, ...when };
}

/** The form as it was filled in for a draft. */
export function typedRevision(
	draft: { id: string; updated_at: string; facts: unknown },
	today: string
): RevisionTyped {
	const row = revisionDraftOf(draft.facts);
	const { change, reason } = row;
	return { ...typedText(row, today, draft.updated_at), change, reason, draft: draft.id };
}

export function readRevision(form: FormData): RevisionTyped {
	const [change, reason, draft] = ['change', 'reason', 'draft'].map((name) => text(form, name));
	return { ...readText(form), change: change!, reason: reason!, draft: draft! };
}

/**
 * `current` is the last revision: the record keeps their order, and a new one differs from it. Who says what somebody
 * else called a change is not held to what it does.
 */
export function revisionForm(today: string, current: GoalTextRow | undefined, isOwn = true) {
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
		const untrue = isOwn && untrueChange(draft.change, current, draft);
		if (untrue) say(['change'], untrue);
		const twice = isOwn && repeatedCriterion(draft.criteria);
		if (twice) say(['criteria', `${twice - 1}`], m.form_criterion_twice());
		if (changesNothing(current, draft)) say([], m.form_nothing_revised());
	});
}

export type RevisionDraft = z.output<ReturnType<typeof revisionForm>>;
