import { fc } from '@fast-check/vitest';
import type { EntryKind } from '../../../src/lib/record/entries.ts';
import { entryShapes } from '../../../src/lib/record/shapes.ts';
import { EXAMPLES } from './examples.ts';
import { ODD_NAMES, ODD_VALUES } from './odd-values.ts';

/** Facts at random, made from the shapes themselves, and good ones that were broken. */

const days = fc
	.tuple(fc.constantFrom(0, 1, 999, 1900, 2023, 2024, 9999), fc.nat(13), fc.nat(32))
	.map((parts) => parts.map((part, at) => String(part).padStart(at ? 2 : 4, '0')).join('-'));
const quarters = fc
	.tuple(fc.nat(9999), fc.nat(5))
	.map(([year, number]) => `${String(year).padStart(4, '0')}-Q${number}`);

type Words = {
	type?: string;
	const?: unknown;
	enum?: unknown[];
	anyOf?: Words[];
	pattern?: string;
	'x-check'?: string;
	minimum?: number;
	items?: Words;
	properties?: Record<string, Words>;
	required?: string[];
};

/** Mostly what the shape takes: a check made in code may refuse it. */
function factsOf(shape: Words): fc.Arbitrary<unknown> {
	if (shape.const !== undefined) return fc.constant(shape.const);
	if (shape.enum) return fc.constantFrom(...shape.enum);
	if (shape.anyOf) return fc.oneof(...shape.anyOf.map(factsOf));
	switch (shape.type) {
		case 'string':
			return textsOf(shape);
		case 'integer':
			return fc.integer({ min: shape.minimum!, max: 3 });
		case 'number':
			return fc.nat(10_000).map((hundredths) => hundredths / 100);
		case 'boolean':
			return fc.boolean();
		case 'array':
			return fc.array(factsOf(shape.items!), { maxLength: 2 });
		default: {
			const fields: Record<string, fc.Arbitrary<unknown>> = {};
			for (const [name, inner] of Object.entries(shape.properties!)) fields[name] = factsOf(inner);
			return fc.record(fields, { requiredKeys: shape.required! });
		}
	}
}

function textsOf({ pattern, 'x-check': check }: Words): fc.Arbitrary<string> {
	if (check === 'day') return days;
	if (check === 'moment') return days.map((day) => `${day}T09:30:00.123Z`);
	if (pattern === undefined) return fc.string({ unit: 'binary', maxLength: 4 });
	// What fast-check cannot make from its pattern.
	if (pattern.includes('(?!')) return quarters;
	const known = matching.get(pattern);
	if (known) return known;
	const made = fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: 80 });
	matching.set(pattern, made);
	return made;
}
/** By pattern: to make one means to go through all of Unicode. */
const matching = new Map<string, fc.Arbitrary<string>>();

export function randomFacts(kind: EntryKind, count: number): unknown[] {
	return fc.sample(factsOf(entryShapes()[kind] as Words), count);
}

type Path = (string | number)[];

/** Every place in a value, from the whole of it on. */
function placesIn(value: unknown, path: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [path];
	const parts = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
	return [path, ...parts.flatMap(([name, part]) => placesIn(part, [...path, name]))];
}

const at = (value: unknown, path: Path) =>
	path.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], value);

/** A copy with what stands at the place replaced by what `change` gives: nothing, one or several. */
function replaced(value: unknown, path: Path, change: (old: unknown) => unknown[]): unknown[] {
	const [name, ...rest] = path;
	if (name === undefined) return change(value);
	if (Array.isArray(value))
		return [
			value.flatMap((part, index) => (index === name ? replaced(part, rest, change) : [part]))
		];
	const fields = Object.entries(value as object).flatMap(([key, part]) =>
		key === name ? replaced(part, rest, change).map((next) => [key, next]) : [[key, part]]
	);
	return [Object.fromEntries(fields)];
}

const anywhere = EXAMPLES.flatMap((example) => placesIn(example).map((path) => at(example, path)));
const values = fc.oneof(fc.constantFrom(...ODD_VALUES), fc.constantFrom(...anywhere));
const additions = fc.record({ name: fc.constantFrom(...ODD_NAMES), value: values });

const changes: fc.Arbitrary<(old: unknown) => unknown[]> = fc.oneof(
	{ weight: 3, arbitrary: values.map((value) => () => [value]) },
	fc.constantFrom<((old: unknown) => unknown[])[]>(
		() => [],
		(old) => [old, old],
		(old) => [[old]],
		(old) => [String(old)],
		(old) => (Array.isArray(old) ? [[...old, ...old]] : [[]])
	),
	additions.map(({ name, value }) => (old: unknown) => [
		typeof old === 'object' && old !== null && !Array.isArray(old)
			? Object.fromEntries([...Object.entries(old), [name, value]])
			: value
	])
);

/** Good entries with one or two things changed in each. */
export const brokenFacts: fc.Arbitrary<unknown> = fc
	.tuple(
		fc.constantFrom<unknown[]>(...EXAMPLES),
		fc.array(fc.tuple(fc.nat(), changes), { minLength: 1, maxLength: 2 })
	)
	.map(([example, all]) =>
		all.reduce<unknown>((value, [place, change]) => {
			const places = placesIn(value);
			const [next = null] = replaced(value, places[place % places.length]!, change);
			return next;
		}, example)
	);
