import { z } from 'zod';
import { shapeWords } from './shape-words.ts';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with the shape of a value, part by part: whoever stops asking stops the reading. Zod finds all
 * before it tells of any, which takes half a minute and all memory where a file has millions of empty goals.
 */
export function* issuesInTurn(
	schema: z.ZodObject,
	value: unknown,
	path: readonly PropertyKey[] = []
): Generator<Issue> {
	const lists = listsOf(schema, value);
	const hollow = lists.size ? { ...(value as object), ...emptied(lists) } : value;
	const { error } = schema.safeParse(hollow, { error: shapeWords });
	for (const issue of error?.issues ?? []) {
		const [name, ...deeper] = issue.path;
		// The list is empty only here.
		if (lists.has(name!) && !deeper.length && issue.code === 'too_small') continue;
		yield { ...issue, path: [...path, ...issue.path] };
	}
	for (const [name, { item, items }] of lists)
		for (const [index, each] of items.entries())
			yield* issuesInTurn(item, each, [...path, name, index]);
}

type Lists = Map<PropertyKey, { item: z.ZodObject; items: readonly unknown[] }>;

/** The lists of objects that the value has something in, with what each item is to be. */
function listsOf(schema: z.ZodObject, value: unknown): Lists {
	const lists: Lists = new Map();
	for (const [name, part] of Object.entries(schema.shape)) {
		const isOptional = part instanceof z.ZodOptional || part instanceof z.ZodDefault;
		const list = isOptional ? part.unwrap() : part;
		const items = (value as Record<string, unknown> | null | undefined)?.[name];
		if (!(list instanceof z.ZodArray && list.element instanceof z.ZodObject)) continue;
		if (Array.isArray(items) && items.length) lists.set(name, { item: list.element, items });
	}
	return lists;
}

const emptied = (lists: Lists) => Object.fromEntries([...lists.keys()].map((name) => [name, []]));
