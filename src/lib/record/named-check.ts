import { z } from 'zod';

/**
 * A check that Zod makes in code and JSON Schema has no word for, under a name: an issue carries it, and
 * so does the schema made for the database, which has a function `private.check_<name>` for each that an
 * entry uses. Tests hold the two to the same answers.
 */
export function named<T>(name: string, holds: (value: T) => boolean) {
	return z.refine<T>(holds, { params: { check: name } });
}

/** The name of the check that an issue comes from; undefined for what Zod checks itself. */
export function checkOf(issue: { params?: unknown }): string | undefined {
	return (issue.params as { check?: string } | undefined)?.check;
}
