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
