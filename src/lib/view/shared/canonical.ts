/** What makes another page, in this order; all else that an address asks for is another view of the same one. */
const OF_THE_PAGE = ['organization', 'entry', 'area', 'q', 'as_of'];

/** The one address of a page, whatever else it was asked for with: how it is sorted, or where the link was found. */
export function canonical({ origin, pathname, searchParams }: URL): string {
	const query = new URLSearchParams();
	for (const name of OF_THE_PAGE) {
		const value = searchParams.get(name);
		if (value) query.set(name, value);
	}
	const asked = String(query);
	return origin + pathname + (asked && `?${asked}`);
}
