import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../paraglide/runtime.js';
import { day, freeText, shortText } from '../../record/parts.ts';
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

/** As typed. `target.basis` may be `none`; empty texts are fields left blank. */
export type GoalTextTyped = {
	title: string;
	statement: string;
	criteria: string[];
	target: { basis: string; on: string; note: string };
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
	target_on: string | null;
	target_basis: string | null;
	target_note: string | null;
	outlook: string | null;
	effective_on: string | null;
	translation: unknown;
};

/** One blank row for a criterion, so that the form can be filled in without adding one first. */
export function blankText(today: string): GoalTextTyped {
	const target = { basis: 'none', on: '', note: '' };
	return {
		title: '',
		statement: '',
		criteria: [''],
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
		target: {
			basis: row.target_basis ?? 'none',
			on: row.target_on ?? '',
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

export function readText(form: FormData): GoalTextTyped {
	const rows = rowsOf(form, 'criteria');
	return {
		title: text(form, 'title'),
		statement: text(form, 'statement'),
		criteria: rows.map((row) => text(form, `criteria.${row}`)),
		target: {
			basis: text(form, 'target.basis'),
			on: text(form, 'target.on'),
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

const aim = { on: neededDay, note: optional(freeText) };
const target = z.discriminatedUnion(
	'basis',
	[
		z.object({ basis: z.literal('none') }),
		...TARGET_BASES.map((basis) => z.object({ basis: z.literal(basis), ...aim }))
	],
	{ error: () => m.form_target_basis() }
);

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
	criteria: string[];
	target: z.output<typeof target>;
	translation: z.output<typeof revisionTranslation>;
};

/** The schema of a form with a goal's text in it, which makes columns of a draft revision. */
export function goalTextForm<S extends z.ZodRawShape>(shape: S) {
	return z
		.object(shape)
		.superRefine((fields, context) => {
			const { criteria, translation } = fields as unknown as TextFields;
			translation?.criteria.forEach((text, row) => {
				if (text && !criteria[row])
					context.addIssue({ code: 'custom', path: ['criteria', row], message: m.form_needed() });
			});
		})
		.transform((fields) => storedText(fields as typeof fields & TextFields));
}

/** Criteria left blank are not kept, nor are the rows for their translation. */
function storedText<T extends TextFields>({ criteria, target, translation, ...rest }: T) {
	const kept = [...criteria.keys()].filter((row) => criteria[row]);
	return {
		...rest,
		criteria: kept.map((row) => criteria[row]!),
		target_on: 'on' in target ? target.on : null,
		target_basis: 'on' in target ? target.basis : null,
		target_note: 'on' in target ? target.note : null,
		translation: translation && {
			...translation,
			criteria: kept.map((row) => translation.criteria[row] ?? '')
		}
	};
}
