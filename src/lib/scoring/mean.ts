/** The plain mean of the numbers among the values; null where there is none. */
export function mean(values: readonly (number | null)[]): number | null {
	const numbers = values.filter((value) => value !== null);
	if (numbers.length === 0) return null;
	return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
