import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { entry } from './entries.ts';
import { named } from './named-check.ts';
import { ADDRESS, FILE_NAME, foreignPart, NOT_BLANK } from './pattern.ts';
import { entryShapes, shapeOf } from './shapes.ts';

const even = (value: string) => value.length % 2 === 0;

test('there is a shape for each kind, and each refuses fields that it does not know', () => {
	const shapes = entryShapes();
	expect(Object.keys(shapes)).toEqual(entry.options.map(({ shape }) => shape.kind.value));
	for (const [kind, shape] of Object.entries(shapes))
		expect(shape).toMatchObject({
			type: 'object',
			properties: { kind: { const: kind }, effective_on: { type: 'string', 'x-check': 'day' } },
			additionalProperties: false
		});
});

test('a check made in code stands in the shape by its name', () => {
	const schema = z.object({ a: z.string().max(9).check(named('even', even)).optional() });
	expect(shapeOf(schema.check(named('whole', () => true)))).toEqual({
		type: 'object',
		properties: { a: { type: 'string', maxLength: 9, 'x-check': 'even' } },
		additionalProperties: false,
		'x-check': 'whole'
	});
});

describe('what the database would not check alike makes no shape', () => {
	const text = z.string();
	const refused: Record<string, z.ZodType> = {
		'a refinement without a name': text.refine(even),
		'one that looks at several fields': z.object({ a: text }).superRefine(() => undefined),
		'one without a name in a named one': text.check(named('even', even)).refine(even),
		'two names': text.check(named('even', even)).check(named('odd', even)),
		'a refinement at times': text.refine(even, { params: { check: 'even' }, when: () => false }),
		'a transform': text.transform(even),
		'a transform before': z.preprocess(String, text),
		'a pipe': text.pipe(text),
		'an overwritten value': text.trim(),
		'lower case': text.toLowerCase(),
		'a default': text.default(''),
		'a value in place of a bad one': text.catch(''),
		'a conversion': z.coerce.number(),
		'any other field': z.looseObject({}),
		'other fields of a type': z.object({}).catchall(text),
		'a record': z.record(text, text),
		'a tuple': z.tuple([text]),
		null: text.nullable(),
		anything: z.unknown(),
		'objects to choose from, without a word that chooses': z.union([
			z.object({}),
			z.object({ a: text })
		]),
		'a shape within itself': z.object({
			get inner() {
				return this as unknown as z.ZodOptional<z.ZodString>;
			}
		}),
		'a step': z.number().multipleOf(2),
		'a format of Zod': z.email(),
		'a moment of Zod': z.iso.datetime(),
		'a beginning': text.startsWith('a'),
		'a pattern that means something else elsewhere': text.regex(/\d/)
	};
	test('but a word that chooses is enough', () => {
		const of = (kind: string) => z.object({ kind: z.literal(kind) });
		expect(shapeOf(z.discriminatedUnion('kind', [of('a'), of('b')]))).toMatchObject({
			oneOf: [{ properties: { kind: { const: 'a' } } }, {}]
		});
	});
	test.each(Object.entries(refused))('%s', (_, schema) => {
		expect(() => shapeOf(z.object({ a: z.array(schema.optional()) }))).toThrow();
		expect(() => shapeOf(z.object({ a: schema }))).toThrow();
		expect(() => shapeOf(schema)).toThrow();
	});
});

describe('a pattern', () => {
	test.each([/\s/, /\D/, /\w/, /\bx/, /\p{L}/u, /./, /[^a]/, /a/i, /^a$/m, /(?<a>b)/, /(a)\1/])(
		'%s is not the same everywhere',
		(pattern) => {
			expect(foreignPart(pattern)).toBeDefined();
		}
	);
	test.each([/a{1,256}/, /a{300}/, /[[:alpha:]]/, /(?<=a)b/])(
		'%s is none in Postgres',
		(pattern) => {
			expect(foreignPart(pattern)).toBeDefined();
		}
	);
	test.each([/^[a-z0-9]+(-[a-z0-9]+)*$/, /^(?!0000)\.{1,255}\/\n$/, NOT_BLANK, ADDRESS, FILE_NAME])(
		'%s is',
		(pattern) => {
			expect(foreignPart(pattern)).toBe(undefined);
		}
	);

	test('knows white space as JavaScript does', () => {
		const differ = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
			(character) => NOT_BLANK.test(character) !== /\S/.test(character)
		);
		expect(differ).toEqual([]);
	});
});
