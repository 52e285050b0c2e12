import { z } from 'zod';
import { m } from '../paraglide/messages.js';
import { shapeWords } from '../roadmap/file/shape-words.ts';
import { unseenWordsOfCode } from '../roadmap/file/unseen-words.ts';

/** The result of checking a form: the values, or what is wrong beside what was typed. */
export type Checked<T> = { ok: true; value: T } | { ok: false; errors: FormErrors };

/** Messages by field, the field named as in the form (`criteria.0`, `evidence.1.url`); '' is the whole form. */
export type FormErrors = Record<string, string>;

/** Checks values against a schema; only the first message of a field is kept. */
export function check<S extends z.ZodType>(schema: S, values: unknown): Checked<z.output<S>> {
	// What no form of ours sends has no words of its own.
	const result = schema.safeParse(values, {
		error: (issue) => shapeWords(issue) ?? m.form_invalid(),
		reportInput: true
	});
	if (result.success) return { ok: true, value: result.data };
	const errors: FormErrors = {};
	for (const issue of result.error.issues)
		errors[issue.path.join('.')] ??= unseenIn(issue) ?? issue.message;
	return { ok: false, errors };
}

/** Of a choice, an e-mail address and the like, which have words of their own: what nobody sees is named. */
function unseenIn({ code, input, path }: z.core.$ZodIssue): string | undefined {
	if (code === 'invalid_union')
		return unseenWordsOfCode(
			(input as Record<PropertyKey, unknown> | undefined)?.[path.at(-1) ?? '']
		);
	return code === 'invalid_format' || code === 'invalid_value'
		? unseenWordsOfCode(input)
		: undefined;
}

/** One word of a list. What says another is not told that nothing was chosen. */
export function choice<const W extends readonly string[]>(words: W) {
	return z.enum(words, {
		error: ({ input }) =>
			input ? m.api_one_of({ values: words.join(m.list_comma()) }) : m.form_chosen()
	});
}

/** A grade as it is typed. */
export const gradeTyped = z
	.enum(['0', '1', '2', '3', '4'], {
		error: ({ input }) => (input ? m.form_grade() : m.form_chosen())
	})
	.transform(Number);

/** A text that may be left blank, and of which it is said what is wrong where it is not. */
export const blankOr = (schema: z.ZodType<string>) =>
	z
		.preprocess((value) => (value === '' ? undefined : value), schema.optional())
		.transform((value) => value ?? '');

/** Text as it is stored, wherever it comes from: line ends as \n, no white space around. */
export const normal = (text: string) => text.replace(/\r\n?/g, '\n').trim();

/** A text field as typed. */
export function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? normal(value) : '';
}
