/** What of a redacted item never becomes public: where it leads, and of its file all but the hash. */
const WITHHELD = ['url', 'archived_url', 'name', 'media_type', 'bytes'] as const;
type Withheld<T> = Partial<Pick<T, Extract<keyof T, (typeof WITHHELD)[number]>>>;

/**
 * Parts an evidence item, as whoever wrote it has it, into what its entry shows and what is withheld.
 * `private.evidence_facts` does the same in the database.
 */
export function splitEvidence<T extends { visibility: string }>(
	item: T
): { shown: T; withheld: Withheld<T> } {
	if (item.visibility !== 'redacted') return { shown: item, withheld: {} };
	const shown: Record<string, unknown> = { ...item };
	const withheld: Record<string, unknown> = {};
	for (const name of WITHHELD) {
		if (!(name in shown)) continue;
		withheld[name] = shown[name];
		delete shown[name];
	}
	return { shown: shown as T, withheld: withheld as Withheld<T> };
}
