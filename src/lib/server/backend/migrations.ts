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

/** Makes of an empty database what Supabase gives before the first migration. */
export const preparePlatform = (database: Pick<Executor, 'exec'>) => database.exec(PLATFORM);

export const MIGRATIONS = join(process.cwd(), 'supabase', 'migrations');

/** A database that this version of Waymark cannot take over; it is left as it was found. */
export class DatabaseOfAnotherVersion extends Error {}

/** Says what to do about a database from before the baseline; `elsewhere` says how this version gets another. */
export const beforeTheBaseline = (elsewhere: string) =>
	new DatabaseOfAnotherVersion(`This database was made by a version of Waymark from before the first release, and this version cannot take it over. Nothing in it was changed.
To bring the roadmap along: start the version that made it, and download /api/v1/organizations/{slug}/roadmap.json of each organization. Then ${elsewhere}, and import the file (npm run import -- FILE). Files of evidence, drafts, members, answers to reviews and certified scorecards do not come along.`);

/**
 * Applies the migrations that the database lacks, each in a transaction of its own, and records them
 * where the Supabase CLI does. Returns the names of those applied. Throws `DatabaseOfAnotherVersion` where
 * the database has migrations that are not in the directory.
 */
export async function migrate(database: Migratable, directory = MIGRATIONS): Promise<string[]> {
	const files = readdirSync(directory)
		.filter((name) => name.endsWith('.sql'))
		.sort();
	const known = new Set(files.map(versionOf));
	const done = await database.query<{ version: string }>(
		'select version from supabase_migrations.schema_migrations order by version'
	);
	const versions = new Set(done.rows.map((row) => row.version));
	for (const version of versions)
		if (!known.has(version))
			throw version < versionOf(files[0]!)
				? beforeTheBaseline('start this version with DATA_DIR=… set to another directory')
				: new DatabaseOfAnotherVersion(
						`This database was made by a newer version of Waymark (migration ${version}). Nothing in it was changed. Start that version, or a newer one.`
					);

	await preparePlatform(database);
	const pending = files.filter((name) => !versions.has(versionOf(name)));
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

/** A migration's file name begins with the moment at which it was written. */
const versionOf = (file: string) => file.split('_')[0]!;
