/**
 * The address of a REST request with the values of its filters as the texts that they are, as PostgREST
 * takes them. The embedded library makes a truth value of `eq.true`, a number of `eq.1e5` and an object of
 * `eq.{}` before Postgres sees them, unless they stand in quotation marks.
 */
export function filtersAsText(address: string): string {
	const url = new URL(address);
	if (!url.pathname.startsWith('/rest/v1/')) return address;
	const all = [...url.searchParams];
	if (!all.some(([, value]) => COMPARED.test(value))) return address;
	url.search = '';
	for (const [name, value] of all) url.searchParams.append(name, value.replace(COMPARED, '$1"$2"'));
	return url.href;
}

/** What comes after is compared with a column. */
const COMPARED = /^((?:not\.)?(?:eq|neq|gt|gte|lt|lte)\.)(.*)$/s;
