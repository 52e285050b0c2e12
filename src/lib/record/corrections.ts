/** Chains of corrections in lists that are not folded: those of a file, or of drafts. */

/**
 * Finds the update that a correction, perhaps through others, goes back to; an update that corrects nothing
 * is its own. `corrected` gives what an update corrects, as far as it is known. A chain that comes back to
 * itself is cut there.
 */
export function originals<U>(corrected: (update: U) => U | undefined): (update: U) => U {
	const known = new Map<U, U>();
	return (update) => {
		const chain = new Set<U>();
		let original = update;
		for (let next: U | undefined = update; next !== undefined && !chain.has(next);) {
			chain.add(next);
			original = known.get(next) ?? next;
			next = corrected(original);
		}
		for (const each of chain) known.set(each, original);
		return original;
	};
}

/**
 * Whether some update stands at grade 4 on `day`, with the corrections effective by then. `updates` are in
 * the order in which they count, each with its original at the same place of `originals`.
 */
export function standsDelivered(
	updates: readonly { effective_on: string; grade: number }[],
	originals: readonly unknown[],
	day: string
): boolean {
	const standing = new Map<unknown, number>();
	for (const [index, { effective_on, grade }] of updates.entries())
		if (effective_on <= day) standing.set(originals[index], grade);
	return [...standing.values()].includes(4);
}

/**
 * The grade at which the last update stands on `day`, with the corrections effective by then; undefined without one.
 * Lists as in {@link standsDelivered}.
 */
export function lastGrade<U extends { effective_on: string; grade: number }>(
	updates: readonly U[],
	originals: readonly number[],
	day: string
): number | undefined {
	const known = [...updates.keys()].filter((index) => updates[index]!.effective_on <= day);
	const last = known.findLast((index) => originals[index] === index);
	const stands = known.findLast((index) => originals[index] === last);
	return last === undefined ? undefined : updates[stands!]!.grade;
}
