/**
 * `npm test` is run before each commit, so of what enumerates it tries a part: some of every kind.
 * `.ci/full`, before an issue ends, tries all.
 */
export const FULL = Boolean(process.env.FULL);

/** All of them in `.ci/full`, otherwise those named. */
export const some = <T>(all: readonly T[], named: (one: T) => boolean): readonly T[] =>
	FULL ? all : all.filter(named);

/** How many examples of so many to make: all in `.ci/full`, otherwise a quarter. */
export const examples = (all: number): number => (FULL ? all : Math.ceil(all / 4));
