/**
 * Numbers, from 0, of the criteria that no evidence item names. A revision without criteria counts as one
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
