import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { day, freeText, targetWithin, type RevisionTranslation } from '../../record/parts.ts';
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
import { repeatedCriterion, untrueChange } from '../../roadmap/rules/true-change.ts';
import { between, changesNothing, splitOf, type Part } from '../readiness/true-change.ts';
import { withoutNulls } from '../without-nulls.ts';
import { revisionFacts } from './revision-entry.ts';

/** The form of a revision of a published goal, and its draft. */

/** `draft` is the draft's id, of a new one too. */
export type RevisionTyped = GoalTextTyped & {
	change: string;
	reason: string;
	/** Whether two kinds of change become two revisions, published in one step; `then` is the second. */
	two: 'yes' | 'no';
	then: { change: string; reason: string };
	draft: string;
};

/** Filled from the current revision, to be changed in a new draft. */
export function revisionOf(current: GoalTextRow, today: string, draft: string): RevisionTyped {
	const text = typedText({ ...current, effective_on: today }, today);
	return { ...text, change: '', reason: '', two: 'no', then: { change: '', reason: '' }, draft };
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

type Translated = Partial<NonNullable<RevisionDraft['translation']>>;

/** The second of two revisions that a draft holds, as a draft of its own; null where it holds one. */
export function secondDraftOf(facts: unknown) {
	const { then, effective_on } = (facts ?? {}) as { then?: unknown; effective_on?: unknown };
	return then === null || typeof then !== 'object'
		? null
		: revisionDraftOf({ ...then, effective_on });
}

/**
 * What the draft of a goal's revision stores: its facts, as they would stand in the entry, and in `then` those of a
 * second one. Each has a reason of its own, and a translation of it.
 */
export function factsOfRevision(goal: string, draft: RevisionDraft, current: GoalTextRow) {
	const { change, reason, effective_on, then } = draft;
	const head = { goal, ...withoutNulls({ change, reason, effective_on }) };
	const { second_reason, ...translation }: Translated = draft.translation ?? {};
	const whole = { ...draft, translation: draft.translation && translation };
	const part = draft.two === 'yes' ? splitOf(current, draft)?.part : undefined;
	if (!part) return { ...head, ...revisionFacts(whole) };
	const told = withoutNulls<Translated>({ ...translation, reason: second_reason });
	const second = { ...draft, translation: draft.translation && told };
	return {
		...head,
		...revisionFacts(firstOf(current, whole, part)),
		then: { ...withoutNulls(then), ...revisionFacts(second) }
	};
}

/** The first of two revisions: its target is the one that stood, with what was said of it. */
function firstOf<T extends GoalTextRow>(current: GoalTextRow, row: T, part: Part): T {
	const { target_basis, target_note } = current;
	const first = { ...between(current, row, part), target_basis, target_note };
	const translation = first.translation as Partial<RevisionTranslation> | null;
	if (!translation) return first;
	const stood = current.translation as Partial<RevisionTranslation> | null;
	const note = stood?.language === translation.language ? stood?.target_note : undefined;
	return {
		...first,
		translation: withoutNulls<Partial<RevisionTranslation>>({
			...translation,
			criteria: translation.criteria?.slice(0, first.criteria.length),
			target_note: target_note && note
		})
	};
}

/** The condition of a goal's first revision, which never changes. */
export type Conditioned = Pick<GoalTextRow, 'condition_text' | 'condition_threshold'>;

/** The form as it was filled in for a draft. */
export function typedRevision(
	draft: { id: string; updated_at: string; facts: unknown },
	today: string,
	goal: Conditioned
): RevisionTyped {
	const first = revisionDraftOf(draft.facts);
	const second = secondDraftOf(draft.facts);
	const { change, reason } = first;
	const { translation, ...text } = typedText(second ?? first, today, draft.updated_at);
	return {
		...text,
		// Each of two has a reason of its own.
		translation: second
			? {
					...translation,
					reason: first.translation?.reason ?? '',
					second_reason: translation.reason
				}
			: translation,
		condition: typedCondition(goal),
		change,
		reason,
		two: second ? 'yes' : 'no',
		then: { change: second?.change ?? '', reason: second?.reason ?? '' },
		draft: draft.id
	};
}

export function readRevision(form: FormData, goal: Conditioned): RevisionTyped {
	const [change, reason, draft] = ['change', 'reason', 'draft'].map((name) => text(form, name));
	return {
		...readText(form),
		condition: typedCondition(goal),
		change: change!,
		reason: reason!,
		two: form.has('two') ? 'yes' : 'no',
		then: { change: text(form, 'then.change'), reason: text(form, 'then.reason') },
		draft: draft!
	};
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
		two: z.enum(['yes', 'no']),
		then: z.object({ change: z.string(), reason: optional(freeText) }),
		...fields,
		effective_on: effective_on.refine((value) => value >= after, {
			error: () => m.form_not_before_revision({ day: after })
		})
	}).superRefine((draft, context) => {
		if (!current) return;
		const say = (field: string[], message: string) =>
			context.addIssue({ code: 'custom', path: field, message });
		const twice = isOwn && repeatedCriterion(draft.criteria);
		if (twice) say(['criteria', `${twice - 1}`], m.form_criterion_twice());
		if (changesNothing(current, draft)) say([], m.form_nothing_revised());
		if (draft.two === 'no') {
			const untrue = isOwn && untrueChange(draft.change, current, draft);
			if (untrue) say(['change'], untrue);
			return;
		}
		const split = splitOf(current, draft);
		if (!split) return say(['two'], m.form_not_two());
		const middle = between(current, draft, split.part);
		const untrue = isOwn && untrueChange(draft.change, current, middle);
		if (untrue) say(['change'], untrue);
		const kind = choice(CHANGES).safeParse(draft.then.change);
		const second = kind.success
			? isOwn && untrueChange(draft.then.change, middle, draft)
			: kind.error.issues[0]!.message;
		if (second) say(['then', 'change'], second);
	});
}

export type RevisionDraft = z.output<ReturnType<typeof revisionForm>>;
