import { read, type Answer } from './answer.ts';

/** As many rows as a database answers at once where it is set up as in `supabase/config.toml`; fewer is no harm. */
const PAGE = 1_000;

type Query<Row> = PromiseLike<Answer<Row[] | null> & { count: number | null }> & {
	setHeader(name: string, value: string): Query<Row>;
	order(column: string): Query<Row>;
	gt(column: string, value: unknown): Query<Row>;
	limit(rows: number): Query<Row>;
};

/**
 * Every row of a query, however many: it is asked page by page, in the order of `key`, a selected column
 * that is unique among them. A row that is there throughout is never left out, whatever comes or goes
 * meanwhile. Throws where the database does not answer.
 */
export async function readAll<Key extends string, Row extends Record<Key, string | number>>(
	key: Key,
	query: () => Query<Row>
): Promise<Row[]> {
	const rows: Row[] = [];
	for (;;) {
		const last = rows.at(-1);
		// eslint-disable-next-line no-restricted-syntax -- a header of HTTP
		const rest = query().order(key).limit(PAGE).setHeader('Prefer', 'count=exact');
		const page = await (last === undefined ? rest : rest.gt(key, last[key]));
		const found = read(page);
		rows.push(...found);
		// The database may answer with fewer than were asked for: only the count says that these were all.
		if (found.length === 0 || found.length >= (page.count ?? Infinity)) return rows;
	}
}

/** What is read in the order of a key is put into another one here, where the database's collation plays no part. */
export const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
