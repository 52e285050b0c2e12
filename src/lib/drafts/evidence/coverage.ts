/** Which criteria an update's evidence covers, and which text they are read from. */

type Revision = { number: number; effective_on: string; criteria: string[] };

/** The revision in force on a day; undefined before the first. `revisions` are in order of number. */
export function inForce<R extends Revision>(revisions: readonly R[], day: string): R | undefined {
	return revisions.findLast((revision) => revision.effective_on <= day);
}

/**
 * Numbers, from 0, of the criteria that no item names. A revision without criteria counts as one
 * criterion that any item supports, which then is number 0.
 */
export function uncovered(
	criteria: readonly string[],
	evidence: readonly { criteria: readonly (string | number)[] }[]
): number[] {
	if (criteria.length === 0) return evidence.length > 0 ? [] : [0];
	const named = new Set(evidence.flatMap((item) => item.criteria.map(Number)));
	return criteria.map((_, index) => index).filter((index) => !named.has(index));
}

/** The same criteria by their text in another revision; those that it does not have are dropped. */
export function carryOver(
	picked: readonly string[],
	from: readonly string[],
	to: readonly string[]
): string[] {
	return picked
		.map((index) => to.indexOf(from[Number(index)] ?? ''))
		.filter((index) => index >= 0)
		.map(String);
}
