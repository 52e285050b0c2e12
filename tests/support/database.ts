import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DirectoryInUse, lockDirectory } from '../../src/lib/server/backend/lock.ts';
import { openEmbedded, type Embedded } from '../../src/lib/server/backend/embedded.ts';
import {
	operatorClient,
	publicClient,
	type Backend,
	type Client
} from '../../src/lib/server/backend/backend.ts';
import { readConfig } from '../../src/lib/server/config.ts';

/**
 * The real embedded stack for tests: one template directory for all of them (initdb takes seconds),
 * copied for each test file.
 */

export type Person = { id: string; email: string; client: Client };
export type TestDatabase = {
	directory: string;
	backend: Embedded;
	anonymous: Client;
	operator: Client;
	/** A new account with a client that is signed in to it. */
	signUp(email: string): Promise<Person>;
	close(): Promise<void>;
};

/**
 * How many rows the database answers with at most; as for everybody, unless `npm run test:few-rows` asks
 * whether any list is read only in part.
 */
export const MAX_ROWS = process.env.MAX_ROWS ? Number(process.env.MAX_ROWS) : undefined;

export const PASSWORD = 'a long enough password';
const CACHE = join(process.cwd(), 'node_modules', '.cache', 'waymark-test-database');

/** Opens a fresh copy of the empty database, with every migration applied. */
export async function openDatabase(): Promise<TestDatabase> {
	const directory = await freshDirectory();
	silenceDatabaseErrors();
	const backend = await open(directory);
	return {
		directory,
		backend,
		anonymous: publicClient(backend),
		operator: operatorClient(backend),
		signUp: signerUp(backend),
		async close() {
			await backend.close();
			rmSync(directory, { recursive: true, force: true });
		}
	};
}

export function signerUp(backend: Backend): TestDatabase['signUp'] {
	return async (email) => {
		const client = publicClient(backend);
		const { data, error } = await client.auth.signUp({ email, password: PASSWORD });
		if (error || !data.user) throw error ?? new Error(`${email} could not be signed up`);
		return { id: data.user.id, email, client };
	};
}

/** A copy of the template that nobody has opened yet. */
export async function freshDirectory(): Promise<string> {
	const directory = mkdtempSync(join(tmpdir(), 'waymark-test-'));
	cpSync(await template(), directory, { recursive: true });
	return directory;
}

export function open(directory: string): Promise<Embedded> {
	return openEmbedded(readConfig({ DATA_DIR: directory, DEMO: 'off' }), MAX_ROWS);
}

async function template(): Promise<string> {
	const directory = join(CACHE, fingerprint());
	for (;;) {
		if (existsSync(join(directory, 'built'))) return join(directory, 'data');
		try {
			const unlock = lockDirectory(directory);
			try {
				if (!existsSync(join(directory, 'built'))) await build(directory);
			} finally {
				unlock();
			}
		} catch (error) {
			// Another test file is building it.
			if (!(error instanceof DirectoryInUse)) throw error;
			await sleep(100);
		}
	}
}

async function build(directory: string): Promise<void> {
	const data = join(directory, 'data');
	rmSync(data, { recursive: true, force: true });
	await (await open(data)).close();
	mkdirSync(join(directory, 'built'));
	// Of other migrations, and too old to be in use by another run.
	const others = readdirSync(CACHE).map((name) => join(CACHE, name));
	for (const other of others.filter((path) => Date.now() - statSync(path).mtimeMs > 3_600_000))
		rmSync(other, { recursive: true, force: true });
}

/** Changes with whatever the template is made from. */
function fingerprint(): string {
	const hash = createHash('sha256');
	for (const directory of ['supabase/migrations', 'src/lib/server/backend'])
		for (const file of readdirSync(directory).sort())
			hash.update(readFileSync(join(directory, file)));
	hash.update(readFileSync('node_modules/@supabase/lite/package.json'));
	return hash.digest('hex').slice(0, 16);
}

/** The embedded library prints every database error; the refusals in these tests are what is wanted. */
export function silenceDatabaseErrors(): void {
	const report = console.error;
	console.error = (...parts: unknown[]) => {
		const [first] = parts;
		if (first instanceof Error && ('severity' in first || first.stack?.includes('pglite'))) return;
		report(...parts);
	};
}
