import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Data directories of the run. Each server gets a copy of one of two templates, so that none waits for
 * the making of a database and none sees what another test did.
 */

export type Template = 'demonstration' | 'empty';

/** The run's own directory, handed from the global set-up to the workers. */
const RUN = 'WAYMARK_E2E_DIRECTORY';

export async function makeRunDirectory(): Promise<void> {
	process.env[RUN] = await mkdtemp(join(tmpdir(), 'waymark-e2e-'));
}

export async function removeRunDirectory(): Promise<void> {
	await rm(process.env[RUN]!, { recursive: true, force: true });
}

export function templateDirectory(template: Template): string {
	return join(process.env[RUN]!, template);
}

/** A new data directory that begins as the template. */
export async function copyOf(template: Template): Promise<string> {
	const copy = await newDirectory(template);
	await cp(templateDirectory(template), copy, { recursive: true });
	return copy;
}

/** A new directory, empty. */
export function newDirectory(name: string): Promise<string> {
	return mkdtemp(join(process.env[RUN]!, `${name}-`));
}
