import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The run's own directory, handed from the global set-up to the workers. */

const RUN = 'WAYMARK_E2E_DIRECTORY';

export async function makeRunDirectory(): Promise<void> {
	process.env[RUN] = await mkdtemp(join(tmpdir(), 'waymark-e2e-'));
}

export async function removeRunDirectory(): Promise<void> {
	await rm(process.env[RUN]!, { recursive: true, force: true });
}

export function inRunDirectory(name: string): string {
	return join(process.env[RUN]!, name);
}

/** A new directory in it, empty. */
export function newDirectory(name: string): Promise<string> {
	return mkdtemp(inRunDirectory(`${name}-`));
}
