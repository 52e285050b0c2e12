import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../paraglide/runtime.js';
import { day, freeText, fullText, shortText } from '../../record/parts.ts';
import { endOfQuarterAfterNext } from '../../record/quarter.ts';
import { OUTLOOKS, TARGET_BASES } from '../../record/vocabulary.ts';
import { choice, text } from '../form.ts';
import { changeRows, rowsOf } from '../rows.ts';
import {
	readRevisionTranslation,
	revisionTranslation,
	typedRevisionTranslation,
	type RevisionTranslationTyped
} from './translation-form.ts';

/** The part that a goal and its revisions have in common: what is promised, and by when. */

/** The most days from a condition, as the record holds them. */
const MOST_DAYS = 36_525;

/** Whether a goal has a condition, and what it says. Of a revision only the first counts: a condition never changes. */
export type ConditionTyped = { applies: 'yes' | 'no'; text: string; threshold: string };

/**
 * As typed. `target.basis` may be `none`; empty texts are fields left blank. Of `target.on` and `target.within` the
 * one that goes with the condition counts.
 */
export type GoalTextTyped = {
	title: string;
	statement: string;
	criteria: string[];
	condition: ConditionTyped;
	target: { basis: string; on: string; within: string; note: string };
	outlook: string;
	effective_on: string;
	translation: RevisionTranslationTyped;
	/** `updated_at` of the stored draft that the form was filled from; empty for a new one. */
	seen: string;
};

/** A draft revision as stored. */
export type GoalTextRow = {
	title: string;
	statement: string;
	criteria: string[];
	/** Of a goal's first revision; of a later one those of the first. */
	condition_text?: string | null;
	condition_threshold?: string | null;
	target_on: string | null;
	/** Days from the condition, in the place of a day. */
	target_within: number | null;
	target_basis: string | null;
	target_note: string | null;
	outlook: string | null;
	effective_on: string | null;
	translation: unknown;
};

/** One blank row for a criterion, so that the form can be filled in without adding one first, and a date to change. */
export function blankText(today: string): GoalTextTyped {
	const target = { basis: 'stated', on: endOfQuarterAfterNext(today), within: '', note: '' };
	return {
		title: '',
		statement: '',
		criteria: [''],
		condition: { applies: 'no', text: '', threshold: '' },
		target,
		outlook: '',
		effective_on: today,
		translation: typedRevisionTranslation(null, 1, getLocale()),
		seen: ''
	};
}

export function typedText(row: GoalTextRow, today: string, seen = ''): GoalTextTyped {
	return {
		title: row.title,
		statement: row.statement,
		criteria: row.criteria.length ? row.criteria : [''],
		condition: typedCondition(row),
		target: {
			basis: row.target_basis ?? 'none',
			on: row.target_on ?? '',
			within: row.target_within === null ? '' : String(row.target_within),
			note: row.target_note ?? ''
		},
		outlook: row.outlook ?? '',
		effective_on: row.effective_on ?? today,
		translation: typedRevisionTranslation(
			row.translation,
			Math.max(row.criteria.length, 1),
			getLocale()
		),
		seen
	};
}

export function typedCondition(
	row: Pick<GoalTextRow, 'condition_text' | 'condition_threshold'>
): ConditionTyped {
	return {
		applies: row.condition_text == null ? 'no' : 'yes',
		text: row.condition_text ?? '',
		threshold: row.condition_threshold ?? ''
	};
}

export function readText(form: FormData): GoalTextTyped {
	const rows = rowsOf(form, 'criteria');
	return {
		title: text(form, 'title'),
		statement: text(form, 'statement'),
		criteria: rows.map((row) => text(form, `criteria.${row}`)),
		condition: {
			applies: text(form, 'condition.applies') === 'yes' ? 'yes' : 'no',
			text: text(form, 'condition.text'),
			threshold: text(form, 'condition.threshold')
		},
		target: {
			basis: text(form, 'target.basis'),
			on: text(form, 'target.on'),
			// Digits of a Chinese keyboard are as good.
			within: text(form, 'target.within').normalize('NFKC'),
			note: text(form, 'target.note')
		},
		outlook: text(form, 'outlook'),
		effective_on: text(form, 'effective_on'),
		translation: readRevisionTranslation(form, rows, getLocale()),
		// A person who was shown a newer stored version may choose to replace it.
		seen: text(form, form.has('replace') ? 'replace' : 'seen')
	};
}

/** The criteria rearranged as a button beside them asks ({@link changeRows}), each with its translation. */
export function rearranged<T extends GoalTextTyped>(typed: T, command: string): T {
	const { criteria, translation } = typed;
	const change = (rows: string[]) => changeRows(rows, command, () => '');
	return {
		...typed,
		criteria: change(criteria),
		translation: { ...translation, criteria: change(translation.criteria) }
	};
}

/** A field that may be left blank, which then is null. */
export function optional<S extends z.ZodType>(schema: S) {
	return z.preprocess((value) => (value === '' ? null : value), schema.nullable());
}

/** A field that must be filled; what it is filled with is for the next check. */
export const needed = z.string().min(1, { error: () => m.form_needed(), abort: true });

const neededDay = needed.pipe(day);

/** A day that is not ahead of today, UTC. */
export function pastDay(today: string) {
	return neededDay.refine((value) => value <= today, {
		error: () => m.form_ahead({ today })
	});
}

const days = needed
	.refine((value) => /^\d{1,6}$/.test(value) && Number(value) <= MOST_DAYS, {
		error: () => m.form_days({ most: MOST_DAYS })
	})
	.transform(Number);

const wrongBasis = { error: () => m.form_target_basis() };
/** The target of a goal with a condition or of one without, by what counts as its time. */
function targetOf<C extends boolean, W extends z.ZodRawShape>(conditional: C, when: W) {
	const of = { conditional: z.literal(conditional) };
	return z.discriminatedUnion(
		'basis',
		[
			z.object({ ...of, basis: z.literal('none') }),
			...TARGET_BASES.map((basis) =>
				z.object({ ...of, basis: z.literal(basis), ...when, note: optional(freeText) })
			)
		],
		wrongBasis
	);
}
const target = z.discriminatedUnion('conditional', [
	targetOf(false, { on: neededDay }),
	targetOf(true, { within: days })
]);

/** The condition of a goal's first revision. */
export const condition = z.discriminatedUnion('applies', [
	z.object({ applies: z.literal('no') }),
	z.object({
		applies: z.literal('yes'),
		text: needed.pipe(fullText),
		threshold: optional(fullText)
	})
]);

/** The fields of the schema; {@link goalTextForm} turns what they make into columns. */
export function goalTextFields(today: string) {
	return {
		title: shortText,
		statement: freeText,
		criteria: z.array(freeText).max(1_000),
		target,
		outlook: optional(choice(OUTLOOKS)),
		effective_on: pastDay(today),
		translation: revisionTranslation
	};
}

type TextFields = {
	condition?: z.output<typeof condition>;
	criteria: string[];
	target: z.output<typeof target>;
	translation: z.output<typeof revisionTranslation>;
};

/** The schema of a form with a goal's text in it, which makes columns of a draft revision. */
export function goalTextForm<S extends z.ZodRawShape>(shape: S) {
	const fields = z
		.object(shape)
		.superRefine((fields, context) => {
			const { condition, criteria, translation } = fields as unknown as TextFields;
			const needs = (...path: (string | number)[]) =>
				context.addIssue({ code: 'custom', path, message: m.form_needed() });
			translation?.criteria.forEach((text, row) => {
				if (text && !criteria[row]) needs('criteria', row);
			});
			if (condition?.applies === 'yes' && translation?.condition?.threshold && !condition.threshold)
				needs('condition', 'threshold');
		})
		.transform((fields) => storedText(fields as typeof fields & TextFields));
	return z.preprocess(withConditional, fields);
}

/** The target is read as the condition says. */
function withConditional(typed: unknown): unknown {
	const { condition, target } = (typed ?? {}) as Partial<GoalTextTyped>;
	return {
		...(typed as object),
		target: { ...target, conditional: condition?.applies === 'yes' }
	};
}

/** Criteria left blank are not kept, nor are the rows for their translation, nor that of a condition there is none of. */
function storedText<T extends TextFields>({
	condition,
	criteria,
	target,
	translation,
	...rest
}: T) {
	const kept = [...criteria.keys()].filter((row) => criteria[row]);
	const applies = condition?.applies === 'yes' ? condition : null;
	return {
		...rest,
		criteria: kept.map((row) => criteria[row]!),
		condition_text: applies?.text ?? null,
		condition_threshold: applies?.threshold ?? null,
		target_on: 'on' in target ? target.on : null,
		target_within: 'within' in target ? target.within : null,
		target_basis: 'note' in target ? target.basis : null,
		target_note: 'note' in target ? target.note : null,
		translation: translation && storedTranslation(translation, kept, applies !== null)
	};
}

function storedTranslation(
	{ condition, ...translation }: NonNullable<TextFields['translation']>,
	kept: readonly number[],
	applies: boolean
) {
	return {
		...translation,
		criteria: kept.map((row) => translation.criteria[row] ?? ''),
		...(applies && condition ? { condition } : {})
	};
}
