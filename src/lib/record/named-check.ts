import { z } from 'zod';

/**
 * A check that Zod makes in code and JSON Schema has no word for, under a name: an issue carries it, and
 * so does the schema made for the database, which has a function `private.check_<name>` for each that an
 * entry uses. Tests hold the two to the same answers.
 *
 * What is recorded always reads back, and checks grow stricter: `reads` is what a reader still takes of a value
 * that nobody may write any more ({@link readBack}).
 */
export function named<T>(name: string, holds: (value: T) => boolean, reads = holds) {
	return z.refine<T>(holds, { params: { check: name, reads } satisfies Named<T> });
}

type Named<T> = { check: string; reads: (value: T) => boolean };
const namedOf = ({ params }: { params?: unknown }) => params as Named<unknown> | undefined;

/** The name of the check that an issue comes from; undefined for what Zod checks itself. */
export function checkOf(issue: { params?: unknown }): string | undefined {
	return namedOf(issue)?.check;
}

/** What was recorded as a reader takes it; undefined where it cannot be read. */
export function readBack<S extends z.ZodType>(schema: S, value: unknown): z.output<S> | undefined {
	// Parsing would tell what is wrong, and throw away what it made of the value.
	const read = schema._zod.run({ value, issues: [] }, { async: false });
	if (read instanceof Promise) throw new TypeError('A shape is read at once.');
	const isReadable = read.issues.every(
		(issue) => issue.code === 'custom' && namedOf(issue)?.reads(issue.input) === true
	);
	return isReadable ? (read.value as z.output<S>) : undefined;
}
