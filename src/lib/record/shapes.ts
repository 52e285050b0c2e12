import { z } from 'zod';
import { entry, type EntryKind } from './entries.ts';
import { foreignPart } from './pattern.ts';

/**
 * The shape of an entry for the database, which checks it before it appends: JSON Schema made from
 * entries.ts, read strictly (a reader passes over a field that it does not know, the database refuses it).
 */

/** A JSON Schema of the words below; `x-check` is the name of a check made in code (named-check.ts). */
export type Shape = Readonly<Record<string, unknown>>;

/** What `private.shape_problem` knows. It refuses a shape with any other word in it, and so does this. */
const KEYWORDS = [
	...['type', 'const', 'enum', 'anyOf', 'oneOf', 'x-check'],
	...['minLength', 'maxLength', 'pattern', 'minimum', 'maximum'],
	...['minItems', 'maxItems', 'items', 'properties', 'required', 'additionalProperties']
];
const TYPES = [
	'object',
	'array',
	'string',
	'number',
	'boolean',
	'literal',
	'enum',
	'union',
	'optional'
];
const CHECKS = [
	...['min_length', 'max_length', 'string_format', 'number_format', 'greater_than', 'less_than'],
	'custom'
];

/** The shape of each kind of entry. Throws where Zod checks something that the shape would not say. */
export function entryShapes(): Record<EntryKind, Shape> {
	const shapes = entry.options.map((kind) => [kind.shape.kind.value, shapeOf(kind)] as const);
	return Object.fromEntries(shapes) as Record<EntryKind, Shape>;
}

/** The shape of what a schema takes, unknown fields refused. */
export function shapeOf(schema: z.core.$ZodType): Shape {
	const shape: Record<string, unknown> = z.toJSONSchema(schema, {
		// As it comes out of Zod, without unknown fields. Nothing else may change on the way.
		io: 'output',
		override: ({ zodSchema, jsonSchema }) => {
			// Says what `pattern` says, to people.
			delete jsonSchema.format;
			const check = checkIn(zodSchema);
			if (check !== undefined) Object.assign(jsonSchema, { 'x-check': check });
			const foreign = Object.keys(jsonSchema).find((keyword) => !KEYWORDS.includes(keyword));
			if (foreign) throw new Error(`The database knows no "${foreign}" in a shape.`);
		}
	});
	// Which draft of JSON Schema it is, nothing here asks.
	delete shape.$schema;
	return shape;
}

/** The named check that a schema makes itself, if any. Throws at what would be lost in a JSON Schema. */
function checkIn(schema: z.core.$ZodType): string | undefined {
	const own = schema._zod.def as Definition;
	const { type, coerce, catchall, options, discriminator, checks = [] } = own;
	const isOpen = catchall !== undefined && catchall._zod.def.type !== 'never';
	// Of objects Zod would take the first that fits, and pass over what only the second knows.
	const isLoose =
		discriminator === undefined && options?.some(({ _zod: { def } }) => def.type === 'object');
	if (!TYPES.includes(type) || coerce || isOpen || isLoose)
		throw new Error(`The database cannot read as Zod does: ${type}.`);
	// A format, such as a whole number, is a check itself.
	const all = [own, ...checks.map(({ _zod: { def } }) => def as Definition)];
	const names = all.flatMap(({ check, format, pattern, params, when }) => {
		if (check === undefined) return [];
		if (!CHECKS.includes(check) || (check === 'string_format' && format !== 'regex'))
			throw new Error(`The database cannot check as Zod does: ${format ?? check}.`);
		const foreign = pattern && foreignPart(pattern);
		if (foreign) throw new Error(`${String(pattern)} is not alike everywhere: ${foreign}`);
		if (check !== 'custom') return [];
		if (!params?.check || when) throw new Error('A check made in code needs a name: use named().');
		return [params.check];
	});
	if (names.length > 1) throw new Error(`More than one named check: make one of ${names.join()}.`);
	return names[0];
}

/** What Zod keeps of a schema or a check, as far as it is looked at here. */
type Definition = {
	type: string;
	coerce?: boolean;
	catchall?: z.core.$ZodType;
	options?: z.core.$ZodType[];
	discriminator?: string;
	checks?: z.core.$ZodCheck[];
	check?: string;
	format?: string;
	pattern?: RegExp;
	params?: { check?: string };
	when?: unknown;
};
