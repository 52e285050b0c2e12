/** One field that two versions of a form fill differently. */
export type Difference = { name: string; stored: string; yours: string };

/** What became of a draft that cannot be edited any more. */
export type Closed = 'submitted' | 'published';

/** The version that somebody else stored meanwhile. */
export type Conflict = {
	/** Why the stored version can no longer be replaced, if it cannot. */
	closed?: Closed | null;
	/** The address of the page that shows it, where that is another than the form's own. */
	at?: string;
	/** `updated_at` of the stored version: who replaces it has seen that one. */
	seen: string;
	differences: Difference[];
};

/** What an action answers a form with: always all that was typed. */
export type Answer<T> = {
	typed: T;
	errors: Record<string, string>;
	conflict?: Conflict;
	/** Markdown of the form as HTML, when the person asked to see it. */
	shown?: string;
};

const BOOKKEEPING = /^(seen|revision|draft)$|\.(file\.(sha256|media_type|bytes)|shows_hash)$/;

/**
 * The fields in which what is stored and what was typed differ, in words. Both are of one form; fields
 * that are bookkeeping of the form are left out, such as `seen`, and what comes along with a file's name.
 */
export function differences<T extends { seen: string }>(
	stored: T,
	yours: T,
	labels: Record<string, string>
): Difference[] {
	const before = flat(stored);
	const after = flat(yours);
	return [...new Set([...before.keys(), ...after.keys()])]
		.filter((path) => !BOOKKEEPING.test(path))
		.map((path) => ({
			name: labels[path] ?? path,
			stored: before.get(path) ?? '',
			yours: after.get(path) ?? ''
		}))
		.filter((field) => field.stored !== field.yours);
}

/** Texts by dotted path; a list of plain values is one text, so that an inserted row shows as one change. */
function flat(value: object, prefix = ''): Map<string, string> {
	const texts = new Map<string, string>();
	for (const [name, part] of Object.entries(value)) {
		const path = prefix + name;
		if (Array.isArray(part) && part.every((each) => typeof each === 'string')) {
			texts.set(path, part.filter(Boolean).join('\n'));
		} else if (typeof part === 'object' && part !== null) {
			for (const [inner, text] of flat(part, `${path}.`)) texts.set(inner, text);
		} else texts.set(path, String(part ?? ''));
	}
	return texts;
}
