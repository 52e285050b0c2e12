import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { grade } from '../../record/parts.ts';
import { FORMAT, roadmapFile } from './file.ts';
import { FORMAT_1, roadmapFile1 } from './file-1.ts';
import { problem, show, type Path, type Problem } from './problem.ts';
import { nearest } from './nearest.ts';
import { unseenWordsOfCode } from './unseen-words.ts';

type Issue = z.core.$ZodIssue;

/** Says what Zod found against that format in words that somebody who writes a roadmap file can act on. */
export function shapeProblems(
	issues: readonly Issue[],
	input: unknown,
	format: z.ZodObject = roadmapFile
): Problem[] {
	return issues.flatMap((issue) => {
		if (issue.code === 'unrecognized_keys')
			return issue.keys.map((name) =>
				problem([...issue.path, name], unknownField(format, issue.path, name))
			);
		return [problem(issue.path, message(format, issue, valueAt(input, issue.path)))];
	});
}

function message(format: z.ZodObject, issue: Issue, value: unknown): string {
	if (issue.code === 'custom') return issue.message;
	const unseen = issue.code === 'invalid_value' ? unseenWordsOfCode(value) : undefined;
	if (unseen) return unseen;
	const schema = schemaAt(format, issue.path);
	if (issue.code === 'invalid_value' && isNewer(format, issue.path, value))
		return m.import_value_of_2({ value: show(value), now: FORMAT_1, newer: FORMAT });
	if (value === undefined) return m.import_missing({ wanted: wanted(issue, schema) });
	if (value === null && (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault))
		return m.import_null();
	switch (issue.code) {
		case 'invalid_type':
		case 'invalid_value':
			return m.import_must_be({ wanted: wanted(issue, schema), value: show(value) });
		case 'too_small':
			return issue.origin === 'array'
				? m.import_empty_list()
				: m.import_at_least({ limit: Number(issue.minimum) });
		case 'too_big':
			if (issue.origin === 'string') return issue.message;
			return issue.origin === 'array'
				? m.form_too_many({ limit: Number(issue.maximum) })
				: m.import_at_most({ limit: Number(issue.maximum) });
		default:
			return issue.message;
	}
}

const TYPES: Record<string, () => string> = {
	string: m.import_type_text,
	int: m.import_type_whole,
	number: m.import_type_whole,
	object: m.import_type_object,
	array: m.import_type_list
};

function wanted(issue: Issue, schema: unknown): string {
	if (schema === grade) return m.import_type_grade();
	if (issue.code === 'invalid_value') {
		const values = issue.values.map((value) => JSON.stringify(value));
		return values.length === 1
			? values.join()
			: m.import_type_one_of({ values: values.join(m.list_comma()) });
	}
	if (issue.code !== 'invalid_type') return issue.message;
	const type = TYPES[issue.expected]?.() ?? issue.expected;
	return schema instanceof z.ZodNullable ? m.import_type_or_null({ type }) : type;
}

/** What the table of `/2` names and no entry of this program can hold yet. */
const LATER = ['documents', 'document_reviews', 'models', 'duties', 'incidents'];

function unknownField(format: z.ZodObject, path: Path, name: string): string {
	const known = Object.keys(objectAt(format, path)?.shape ?? {});
	const near = nearest(name, known);
	const unseen = unseenWordsOfCode(name);
	if (unseen) return unseen;
	if (format === roadmapFile1 && objectAt(roadmapFile, path)?.shape[name])
		return m.import_field_of_2({ now: FORMAT_1, newer: FORMAT });
	if (!path.length && LATER.includes(name)) return m.import_field_later();
	return near === undefined
		? m.import_unknown_field({ known: known.join(m.list_comma()) })
		: m.import_misspelt_field({ near });
}

/** Whether a word that the format does not have is one of the newer format. */
function isNewer(format: z.ZodObject, path: Path, value: unknown): boolean {
	return (
		format === roadmapFile1 &&
		schemaOf(schemaAt(roadmapFile, path))?.safeParse(value).success === true
	);
}

const schemaOf = (schema: unknown) => (schema instanceof z.ZodType ? schema : undefined);

function objectAt(format: z.ZodObject, path: Path): z.ZodObject | undefined {
	const schema = unwrap(schemaAt(format, path));
	return schema instanceof z.ZodObject ? schema : undefined;
}

function schemaAt(format: z.ZodObject, path: Path): unknown {
	return path.reduce<unknown>((schema, part) => {
		const inner = unwrap(schema);
		if (inner instanceof z.ZodObject) return inner.shape[String(part)];
		return inner instanceof z.ZodArray ? inner.element : undefined;
	}, format);
}

function unwrap(schema: unknown): unknown {
	return schema instanceof z.ZodOptional ||
		schema instanceof z.ZodNullable ||
		schema instanceof z.ZodDefault
		? unwrap(schema.unwrap())
		: schema;
}

function valueAt(value: unknown, path: Path): unknown {
	return path.reduce<unknown>(
		(at, part) => (at as Record<PropertyKey, unknown> | null | undefined)?.[part],
		value
	);
}
