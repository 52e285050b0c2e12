import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { App } from '@supabase/lite';
import { createPgliteConnection, type PGlite } from '@supabase/lite/pglite';
import { initWithStorage } from '../src/lib/server/backend/file-storage.ts';
import { migrate, preparePlatform } from '../src/lib/server/backend/migrations.ts';

export type Scratch = { database: PGlite; close(): Promise<void> };

/** A throw-away database as Supabase has it before the first migration. */
export async function openScratch(): Promise<Scratch> {
	process.env.LITE_TELEMETRY = '0';
	const directory = mkdtempSync(join(tmpdir(), 'waymark-scratch-'));
	const connection = await createPgliteConnection({ url: join(directory, 'postgres') });
	const app = new App({ connection, auth: { jwt_secret: 'scratch-'.repeat(8) } });
	await initWithStorage(app, join(directory, 'storage'));
	await preparePlatform(connection.driver);
	return {
		database: connection.driver,
		async close() {
			await connection.close();
			rmSync(directory, { recursive: true, force: true });
		}
	};
}

/**
 * Runs `work` against a throw-away database with every migration applied, reachable over the Postgres
 * protocol, for tools that want an address.
 */
export async function withScratchDatabase<T>(work: (address: string) => Promise<T>): Promise<T> {
	const { database, close } = await openScratch();
	await migrate(database);
	const server = new PGLiteSocketServer({ db: database as never, port: 0, host: '127.0.0.1' });
	await server.start();
	try {
		const port = server.getServerConn().split(':').at(-1);
		return await work(`postgresql://postgres:postgres@127.0.0.1:${port}/postgres?sslmode=disable`);
	} finally {
		await server.stop();
		await close();
	}
}
