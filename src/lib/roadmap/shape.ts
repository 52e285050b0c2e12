import { z } from 'zod';
import { roadmapFile } from './file.ts';
import { problem, show, type Path, type Problem } from './problem.ts';
import { nearest } from './nearest.ts';

type Issue = z.core.$ZodIssue;

/** Says what Zod found in words that somebody who writes a roadmap file can act on. */
export function shapeProblems(issues: readonly Issue[], input: unknown): Problem[] {
	return issues.flatMap((issue) => {
		if (issue.code === 'unrecognized_keys')
			return issue.keys.map((name) =>
				problem([...issue.path, name], unknownField(issue.path, name))
			);
		return [problem(issue.path, message(issue, valueAt(input, issue.path)))];
	});
}

function message(issue: Issue, value: unknown): string {
	if (issue.code === 'custom') return issue.message;
	const schema = schemaAt(issue.path);
	if (value === undefined) return `is missing: add ${wanted(issue, schema)}`;
	if (value === null && (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault))
		return 'must not be null: leave the field out where there is nothing to say';
	switch (issue.code) {
		case 'invalid_type':
		case 'invalid_value':
			return `must be ${wanted(issue, schema)}, not ${show(value)}`;
		case 'too_small':
			return issue.origin === 'array'
				? 'is empty: add at least one item'
				: `must be at least ${issue.minimum}`;
		case 'too_big':
			if (issue.origin === 'array') return `has more than ${issue.maximum} items: shorten it`;
			return issue.origin === 'string' ? issue.message : `must be at most ${issue.maximum}`;
		default:
			return issue.message;
	}
}

const TYPES: Record<string, string> = {
	string: 'text in double quotes',
	int: 'a whole number',
	number: 'a whole number',
	object: 'an object { … }',
	array: 'a list [ … ]'
};

function wanted(issue: Issue, schema: unknown): string {
	if (issue.code === 'invalid_value') {
		const values = issue.values.map((value) => JSON.stringify(value));
		return values.length === 1 ? values.join() : `one of ${values.join(', ')}`;
	}
	if (issue.code !== 'invalid_type') return issue.message.replace(/^must be /, '');
	const type = TYPES[issue.expected] ?? issue.expected;
	return schema instanceof z.ZodNullable ? `${type} or null` : type;
}

function unknownField(path: Path, name: string): string {
	const known = Object.keys(objectAt(path)?.shape ?? {});
	const near = nearest(name, known);
	const advice =
		near === undefined ? `known here are ${known.join(', ')}` : `did you mean "${near}"?`;
	return `is not a field of the format: ${advice}`;
}

function objectAt(path: Path): z.ZodObject | undefined {
	const schema = unwrap(schemaAt(path));
	return schema instanceof z.ZodObject ? schema : undefined;
}

function schemaAt(path: Path): unknown {
	return path.reduce<unknown>((schema, part) => {
		const inner = unwrap(schema);
		if (inner instanceof z.ZodObject) return inner.shape[String(part)];
		return inner instanceof z.ZodArray ? inner.element : undefined;
	}, roadmapFile);
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
