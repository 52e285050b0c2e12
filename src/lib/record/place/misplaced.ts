import type { Entry } from '../entries.ts';

/** An entry that does not follow from the ones before it. */
export class Misplaced extends Error {}

export function fail(entry: Entry, problem: string): never {
	throw new Misplaced(`Entry ${entry.seq} (${entry.kind}): ${problem}.`);
}
