import { migrations, type Source } from '../../../scripts/schema/sources.ts';
import { SUPERUSER, type Database } from './platform.ts';
import { statements } from './sql-text.ts';

/** Migrations as `supabase db push` applies them: as `postgres`, which is no superuser. */

/**
 * Tables of Supabase's own whose policies `postgres` may write although they are not its: the extension
 * supautils hands such a statement to the superuser. Those of its list that a project has.
 */
const POLICIES_ALLOWED = ['storage.buckets', 'storage.objects', 'auth.users'];
const POLICY = /^(?:create|alter|drop)\s+policy\s+(?:if\s+exists\s+)?\S+\s+on\s+(?<table>[\w.]+)/i;

/** Applies each in a transaction of its own. Errors name the file and the statement. */
export async function pushMigrations(database: Database, sources: Source[] = migrations()) {
	for (const { file, sql } of sources) {
		await database.exec('begin; set local session authorization postgres');
		try {
			for (const statement of statements(sql)) await run(database, file, statement);
			const [version, name] = /(\d+)_(\w+)\.sql$/.exec(file)?.slice(1) ?? [file, file];
			await database.query(
				'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)',
				[version, name, [sql]]
			);
			await database.exec('commit');
		} catch (error) {
			await database.exec('rollback');
			throw error;
		}
	}
}

async function run(database: Database, file: string, statement: string): Promise<void> {
	const table = POLICY.exec(statement)?.groups!.table?.toLowerCase();
	const handedOver = table !== undefined && POLICIES_ALLOWED.includes(table);
	try {
		if (handedOver) await database.exec(`set local session authorization ${SUPERUSER}`);
		await database.exec(statement);
		if (handedOver) await database.exec('set local session authorization postgres');
	} catch (cause) {
		const begins = statement.slice(0, 120).replace(/\s+/g, ' ');
		throw new Error(`${file}: ${begins}: ${(cause as Error).message}`, { cause });
	}
}
