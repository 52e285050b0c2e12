import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '@supabase/lite';
import { createPostgresConnection, type PostgresConnection } from '@supabase/lite/postgres';
import { inject } from 'vitest';
import { operatorClient, publicClient } from '../../../src/lib/server/backend/backend.ts';
import { initWithStorage } from '../../../src/lib/server/backend/file-storage.ts';
import { signerUp, silenceDatabaseErrors, type TestDatabase } from '../../support/database.ts';
import { pushMigrations } from './migrate.ts';
import { databaseOver, platformSql, SUPERUSER, type Database, type Defaults } from './platform.ts';
import { asTheirServices } from './services.ts';

process.env.LITE_TELEMETRY = '0';
process.env.DO_NOT_TRACK = '1';

export type Project = TestDatabase & { database: Database };

/** The library hands over JSON as text already, which its driver would make a JSON string of. */
const json = (type: number) => ({
	to: type,
	from: [type],
	serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
	parse: (text: string) => JSON.parse(text) as unknown
});

let count = 0;

/** A database of its own with what Supabase brings, before any migration. */
export async function openEmptyProject(defaults: Defaults = 'open') {
	silenceDatabaseErrors();
	const host = inject('socket');
	const name = `project_${process.pid}_${++count}`;
	const at = (database: string) =>
		createPostgresConnection({
			url: '',
			postgresOptions: {
				...{ host, database, max: 1, username: SUPERUSER },
				onnotice: () => undefined,
				types: { json: json(114), jsonb: json(3802) }
			}
		});
	const server = at('postgres');
	await server.driver.unsafe(`create database ${name} owner postgres`);
	await server.close();

	const connection = at(name);
	const database = databaseOver(connection.driver);
	throughOne(connection, database);
	const directory = mkdtempSync(join(tmpdir(), 'waymark-hosted-'));
	const keys = { publishableKey: 'sb_publishable_test', secretKey: 'sb_secret_test' };
	const app = new App({
		connection,
		auth: {
			jwt_secret: 'a secret of tests '.repeat(3),
			publishable_key: keys.publishableKey,
			secret_key: keys.secretKey,
			// The Auth double beside this folder has it on, as hosted projects have.
			email: { enable_confirmations: false }
		}
	});
	await initWithStorage(app, join(directory, 'storage'));
	await database.exec(platformSql('project'));
	if (defaults === 'open') await database.exec(platformSql('open-defaults'));
	return {
		...{ app, connection, database, directory, keys },
		async close() {
			await connection.close();
			rmSync(directory, { recursive: true, force: true });
		}
	};
}

/**
 * A project with every migration, as the app meets it: requests reach the database as hosted services do.
 * `more` is what tests add to it, as a migration would.
 */
export async function openProject(more = ''): Promise<Project> {
	const { app, connection, database, directory, keys, close } = await openEmptyProject();
	await pushMigrations(database);
	if (more) await pushMigrations(database, [{ file: '9_more.sql', sql: more }]);
	// As in src/lib/server/backend/embedded.ts: or the library grants everything to everybody.
	Object.assign(connection, { rlsState: 'active' });
	const backend = {
		kind: 'hosted',
		database,
		url: 'http://hosted.localhost',
		...keys,
		fetch: await asTheirServices(app, connection, database),
		demonstrationPassword: null,
		close
	} as never as TestDatabase['backend'];
	return {
		...{ directory, backend, database, close },
		anonymous: publicClient(backend),
		operator: operatorClient(backend),
		signUp: signerUp(backend)
	};
}

/** Everything that the library asks goes the tests' way, over the one connection there is. */
function throughOne({ driver }: PostgresConnection, database: Database): void {
	const reserved = {
		async unsafe(sql: string, parameters: unknown[] = []) {
			const { rows, affectedRows, command } = await database.query(sql, parameters);
			return Object.assign([...rows], { count: affectedRows, command });
		},
		release() {}
	};
	Object.assign(driver, { reserve: async () => reserved });
}
