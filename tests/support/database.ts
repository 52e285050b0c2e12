import { readFileSync, rmSync } from 'node:fs';
import type { Embedded } from '../../src/lib/server/backend/embedded.ts';
import {
	operatorClient,
	publicClient,
	type Backend,
	type Client
} from '../../src/lib/server/backend/backend.ts';
import { open, type Variables } from './open.ts';
import { copyOf, EMPTY, type Template } from './templates.ts';

/** The real embedded stack for tests, on a directory of its own. */

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

/** A function that refuses less than it should; see tests/weaken/run.ts. */
const { WEAKENED } = process.env;

export const PASSWORD = 'a long enough password';

/** Opens a fresh copy of the empty database, with every migration applied, or of another template. */
export const openDatabase = async (
	template: Template = EMPTY,
	variables: Variables = {}
): Promise<TestDatabase> => connectTo(await copyOf(template), variables);

/** Opens the data directory, and removes it in the end. */
export async function connectTo(
	directory: string,
	variables: Variables = {}
): Promise<TestDatabase> {
	silenceDatabaseErrors();
	const backend = await open(directory, variables);
	if (WEAKENED) await backend.database.exec(readFileSync(WEAKENED, 'utf8'));
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

/** The embedded library prints every database error; the refusals in these tests are what is wanted. */
export function silenceDatabaseErrors(): void {
	const report = console.error;
	console.error = (...parts: unknown[]) => {
		const [first] = parts;
		if (first instanceof Error && ('severity' in first || first.stack?.includes('pglite'))) return;
		report(...parts);
	};
}
