/** What of an evidence item may give it away, wherever the item stands: in a form, a file or a draft. */
type Item = {
	visibility: string;
	url?: string | null | undefined;
	archived_url?: string | null | undefined;
	sha256?: string | null | undefined;
	/** The file that was uploaded for it. */
	file?: { sha256: string } | null | undefined;
};

/** An address without what two of one page may differ in; `private.bare_address` does the same. */
const bare = (address: string) =>
	address
		.toLowerCase()
		.replace(/^https?:\/\/|#.*$/g, '')
		.replace(/^([^/:]*):(80|443)(?=\/|$)/, '$1')
		.replace(/\/+$/, '');

function thingsOf({ url, archived_url, sha256, file }: Item): string[] {
	const hashes = [sha256, file?.sha256].flatMap((hash) => (hash ? hash.toLowerCase() : []));
	const addresses = [url, archived_url].flatMap((address) => (address ? bare(address) : []));
	return [...hashes, ...addresses];
}

/** The redacted items of one update that another one of it shows, each with that one. In places from 0. */
export function leaksIn(items: readonly (Item | null)[]): { item: number; shownBy: number }[] {
	const shown = new Map<string, number>();
	for (const [index, item] of items.entries())
		if (item?.visibility === 'public')
			for (const thing of thingsOf(item)) if (!shown.has(thing)) shown.set(thing, index);
	return items.flatMap((item, index) => {
		if (item?.visibility !== 'redacted') return [];
		const thing = thingsOf(item).find((each) => shown.has(each));
		return thing === undefined ? [] : { item: index, shownBy: shown.get(thing)! };
	});
}
