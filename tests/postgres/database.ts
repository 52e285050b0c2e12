import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import type postgres from 'postgres';
import { inject } from 'vitest';
import { operatorClient, publicClient } from '../../src/lib/server/backend/backend.ts';
import { initWithStorage } from '../../src/lib/server/backend/file-storage.ts';
import {
	migrate,
	preparePlatform,
	type Migratable
} from '../../src/lib/server/backend/migrations.ts';
import { must } from '../support/outcome.ts';
import { freshKey, invite, type Member, type World } from '../support/world.ts';
import { deadlocksIn } from './server.ts';
import { signerUp, silenceDatabaseErrors, type TestDatabase } from '../support/database.ts';

process.env.LITE_TELEMETRY = '0';
process.env.DO_NOT_TRACK = '1';

/** As many transactions run at once: more than any test has requests under way for one row. */
export const CONNECTIONS = 60;
const SECRET = 'a secret of tests '.repeat(3);

/** The library hands over JSON as text already, which its driver would make a JSON string of. */
const json = (type: number) => ({
	to: type,
	from: [type],
	serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
	parse: (text: string) => JSON.parse(text) as unknown
});

let count = 0;

/**
 * A database of its own on the real server, answered for by the same library as the embedded one, but
 * with many connections: here transactions do run at once. `prepare` is SQL that runs before the migrations.
 */
export async function openPostgres(prepare = ''): Promise<TestDatabase & { sql: postgres.Sql }> {
	const host = inject('socket');
	const name = `waymark_${process.pid}_${++count}`;
	const at = (database: string, max: number) =>
		createPostgresConnection({
			url: '',
			postgresOptions: {
				...{ host, database, max, username: 'postgres' },
				onnotice: () => undefined,
				types: { json: json(114), jsonb: json(3802) }
			}
		});
	const server = at('postgres', 1);
	await server.driver.unsafe(`create database ${name}`);
	await server.close();

	silenceDatabaseErrors();
	const connection = at(name, CONNECTIONS);
	const directory = mkdtempSync(join(tmpdir(), 'waymark-test-'));
	const keys = { publishableKey: 'sb_publishable_test', secretKey: 'sb_secret_test' };
	const app = new App({
		connection,
		auth: {
			jwt_secret: SECRET,
			publishable_key: keys.publishableKey,
			secret_key: keys.secretKey,
			email: { enable_confirmations: false }
		}
	});
	await initWithStorage(app, join(directory, 'storage'));
	const database = migratable(connection.driver);
	await preparePlatform(database);
	if (prepare) await database.exec(prepare);
	await migrate(database);
	// As in src/lib/server/backend/embedded.ts: or the library grants everything to everybody.
	Object.assign(connection, { rlsState: 'active' });
	const backend = {
		kind: 'embedded' as const,
		database: database as never,
		url: 'http://embedded.localhost',
		...keys,
		fetch: async (...request: Parameters<typeof fetch>) => app.fetch(new Request(...request)),
		demonstrationPassword: null,
		close: () => connection.close()
	};
	return {
		directory,
		backend,
		sql: connection.driver,
		anonymous: publicClient(backend),
		operator: operatorClient(backend),
		signUp: signerUp(backend),
		async close() {
			await backend.close();
			rmSync(directory, { recursive: true, force: true });
			const deadlocks = deadlocksIn(host, name);
			if (deadlocks.length > 0) throw new Error(`${deadlocks.length} deadlocks in ${name}`);
		}
	};
}

/** What the tests and the migrations ask of the embedded database, asked of this one. */
export function migratable(sql: postgres.Sql): Migratable {
	const on = (connection: Pick<postgres.Sql, 'unsafe'>) => ({
		exec: (text: string) => connection.unsafe(text).simple(),
		query: async <Row>(text: string, parameters: unknown[] = []) => ({
			rows: (await connection.unsafe(text, parameters as never[])) as unknown as Row[]
		})
	});
	return {
		...on(sql),
		transaction: (work) => sql.begin((transaction) => work(on(transaction)))
	};
}

/** So many at once: each is under way before any is answered. */
export function atOnce<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
	return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

/** What the owner of the database reads, past every policy. */
export async function rowsOf({ backend }: TestDatabase, text: string) {
	return (await backend.database.query<Record<string, unknown>>(text)).rows;
}

/** Somebody new in the world's organization. */
export async function addMember(world: World, role: string): Promise<Member> {
	const person = await world.signUp(`${freshKey()}@example.org`);
	await invite(world.leader.client, world.acme, person, role);
	const { id } = await must(
		person.client.from('memberships').select('id').eq('user_id', person.id).single()
	);
	return { ...person, membership: id };
}

declare module 'vitest' {
	interface ProvidedContext {
		/** The directory of the server's socket. */
		socket: string;
	}
}
