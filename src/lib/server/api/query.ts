import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { shapeWords } from '../../roadmap/file/shape-words.ts';
import { METHODS, newest } from '../../scoring/methods.ts';
import type { Method, MethodNumber } from '../../scoring/types.ts';

export type ParameterError = { parameter: string; detail: string };
export type Query<T> = { ok: true; values: T } | { ok: false; errors: ParameterError[] };

/**
 * Reads the query by the shape. A parameter that the shape lacks, or that is there twice, is an error
 * too, so that a misspelt one is not ignored in silence.
 */
export function readQuery<S extends z.ZodRawShape>(
	query: URLSearchParams,
	shape: S
): Query<z.infer<z.ZodObject<S>>> {
	const known = Object.keys(shape);
	const errors: ParameterError[] = [];
	for (const parameter of new Set(query.keys())) {
		if (!known.includes(parameter)) errors.push({ parameter, detail: unknownAmong(known) });
		else if (query.getAll(parameter).length > 1)
			errors.push({ parameter, detail: m.api_parameter_repeated() });
	}
	const result = z.object(shape).safeParse(Object.fromEntries(query), { error: shapeWords });
	if (result.success && errors.length === 0) return { ok: true, values: result.data };
	for (const { path, message } of result.error?.issues ?? [])
		errors.push({ parameter: String(path[0]), detail: message });
	return { ok: false, errors };
}

function unknownAmong(known: readonly string[]): string {
	if (known.length === 0) return m.api_parameter_none();
	return m.api_parameter_unknown({ known: known.join(m.list_comma()) });
}

/** A method of scoring by its number; the newest where none is asked for. */
export const method = z
	.enum(Object.keys(METHODS) as `${MethodNumber}`[], {
		error: () => m.api_one_of({ values: Object.keys(METHODS).join(', ') })
	})
	.default(`${newest.number}`)
	.transform((number): Method => METHODS[Number(number) as MethodNumber]);

/** A number of an entry, 0 for the place before the first. */
export const position = z
	.string()
	.regex(/^\d{1,15}$/, { error: () => m.api_parameter_position() })
	.transform(Number);
