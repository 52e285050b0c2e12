import { isReservedSlug, KEY_MAX } from '../../record/slug.ts';

/** Latin letters that are more than a letter and its accent. */
const LETTERS: Record<string, string> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ı: 'i',
	ħ: 'h'
};

/**
 * A key for a goal of that title, and none of those `taken`: the title's letters and digits without accents,
 * joined by hyphens, cut at a word. A title mostly in letters that no key can hold gets the area and a number:
 * what a program makes of it in Latin would be as good as its own readers' reading only by chance. Empty for
 * an empty title.
 */
export function suggestKey(title: string, area: string, taken: ReadonlySet<string>): string {
	if (!title.trim()) return '';
	const latin = latinKey(title);
	if (!latin) return free((count) => `${area || 'goal'}-${count}`, 1, taken);
	if (!taken.has(latin)) return latin;
	return free((count) => shortened(latin, `-${count}`), 2, taken);
}

/** The short name of an organization; empty where most letters of its name are such as no address has. */
export function suggestSlug(name: string): string {
	const latin = latinKey(name);
	return isReservedSlug(latin) ? shortened(latin, '-roadmap') : latin;
}

/** The title as a key; empty where most of its letters are of other scripts. */
function latinKey(title: string): string {
	const plain = title
		.normalize('NFKD')
		.replace(/\p{M}|['’]/gu, '')
		.toLowerCase()
		.replace(/[^\0-\x7f]/gu, (letter) => LETTERS[letter] ?? letter);
	const others = plain.match(/(?![a-z])\p{L}/gu) ?? [];
	if (others.length > plain.replace(/[^a-z]/g, '').length) return '';
	const [first = '', ...words] = plain.match(/[a-z0-9]+/g) ?? [];
	let key = first.slice(0, KEY_MAX);
	for (const word of words) {
		const longer = `${key}-${word}`;
		if (longer.length > KEY_MAX) break;
		key = longer;
	}
	return key;
}

const shortened = (key: string, end: string) =>
	key.slice(0, KEY_MAX - end.length).replace(/-$/, '') + end;

function free(key: (count: number) => string, from: number, taken: ReadonlySet<string>): string {
	let count = from;
	while (taken.has(key(count))) count += 1;
	return key(count);
}
