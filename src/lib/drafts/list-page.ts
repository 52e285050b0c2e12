/** Lists that a person reads come in pages: `?updates=2` names the second page of the list `updates`. */

/** How many rows a page holds. */
export const ROWS = 50;

export type ListPage<T> = {
	/** The list's, in the address, and the id of its heading. */
	name: string;
	/** Those of this page. */
	rows: T[];
	/** Of this page, from 1. */
	number: number;
	/** One where there is no row. */
	pages: number;
	/** How many rows all pages have. */
	count: number;
};

/** The page of a list that an address names: the first where it names none, the last where there are fewer. */
export function pageNumber(url: URL, name: string, pages: number): number {
	const asked = /^\d{1,9}$/.exec(url.searchParams.get(name) ?? '');
	return Math.min(Math.max(Number(asked?.[0] ?? 1), 1), pages);
}

/** Takes from lists the pages that an address names. */
export function listPages(url: URL) {
	return <T>(name: string, rows: readonly T[]): ListPage<T> => {
		const pages = Math.max(1, Math.ceil(rows.length / ROWS));
		const number = pageNumber(url, name, pages);
		const first = (number - 1) * ROWS;
		return { name, rows: rows.slice(first, first + ROWS), number, pages, count: rows.length };
	};
}
