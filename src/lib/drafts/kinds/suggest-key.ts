const MAX = 60;

/**
 * A key made from a title: its letters and digits without accents, joined by hyphens, cut at a word.
 * Empty where the title has none that a key can hold.
 */
export function suggestKey(title: string): string {
	const words = title
		.normalize('NFKD')
		.replace(/\p{M}|['’]/gu, '')
		.toLowerCase()
		.match(/[a-z0-9]+/g);
	let key = '';
	for (const word of words ?? []) {
		const longer = key ? `${key}-${word}` : word;
		if (longer.length > MAX) break;
		key = longer;
	}
	return key;
}
