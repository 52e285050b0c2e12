import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Executor = {
	exec(sql: string): Promise<unknown>;
	query<Row>(sql: string, parameters?: unknown[]): Promise<{ rows: Row[] }>;
};
/** What migrations need of a database: PGlite has it. */
export type Migratable = Executor & {
	transaction(work: (transaction: Executor) => Promise<void>): Promise<unknown>;
};

/** What hosted Supabase has before any migration runs, and the embedded database does not. */
const PLATFORM = `
do $$ begin
	if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin noinherit; end if;
	if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin noinherit; end if;
	if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin noinherit bypassrls; end if;
end $$;
grant usage on schema public, auth, storage to anon, authenticated, service_role;
grant select, insert, update, delete on storage.objects to anon, authenticated, service_role;
`;

export const MIGRATIONS = join(process.cwd(), 'supabase', 'migrations');

/**
 * Applies the migrations that the database lacks, each in a transaction of its own, and records them
 * where the Supabase CLI does. Returns the names of those applied.
 */
export async function migrate(database: Migratable, directory = MIGRATIONS): Promise<string[]> {
	await database.exec(PLATFORM);
	const done = await database.query<{ version: string }>(
		'select version from supabase_migrations.schema_migrations'
	);
	const versions = new Set(done.rows.map((row) => row.version));
	const pending = readdirSync(directory)
		.filter((name) => name.endsWith('.sql') && !versions.has(name.split('_')[0]!))
		.sort();
	for (const file of pending) {
		const sql = readFileSync(join(directory, file), 'utf8');
		const [version, ...words] = file.replace(/\.sql$/, '').split('_');
		await database.transaction(async (transaction) => {
			await transaction.exec(sql);
			await transaction.query(
				'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)',
				[version, words.join('_'), [sql]]
			);
		});
	}
	return pending;
}
