import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type postgres from 'postgres';

/** What a hosted Supabase project is before our first migration, on a plain Postgres server. */

/** The one superuser there. Migrations run as `postgres`, which is none. */
export const SUPERUSER = 'supabase_admin';

/** Projects grant what is new in `public` to the API's roles, or the newer ones do not. */
export type Defaults = 'open' | 'closed';

export const platformSql = (file: 'roles' | 'project' | 'open-defaults') =>
	readFileSync(join(import.meta.dirname, 'platform', `${file}.sql`), 'utf8');

/** One connection to a database of the project, with the methods of PGlite that the tests use. */
export type Database = {
	exec(sql: string): Promise<unknown>;
	query<Row>(sql: string, parameters?: unknown[]): Promise<Answer<Row>>;
};
export type Answer<Row> = { rows: Row[]; affectedRows: number; command: string };

/** `sql` has to have one connection only, or a transaction is torn apart. */
export function databaseOver(sql: postgres.Sql): Database {
	return {
		exec: (text) => sql.unsafe(text).simple(),
		async query<Row>(text: string, parameters: unknown[] = []) {
			const rows = await sql.unsafe(text, parameters as never[]);
			return { rows: rows as unknown as Row[], affectedRows: rows.count, command: rows.command };
		}
	};
}

/** Does the work with the rights of that role, as if it had connected, and then has those of before again. */
export async function as<T>(database: Database, role: string, work: () => Promise<T>): Promise<T> {
	const { rows } = await database.query<{ was: string }>('select session_user::text as was');
	await database.exec(`set session authorization ${role}`);
	try {
		return await work();
	} finally {
		await database.exec(`set session authorization ${rows[0]!.was}`);
	}
}
