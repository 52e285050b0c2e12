import type { Client } from '../backend/backend.ts';
import { log } from '../log.ts';
import { refreshRecord } from '../record/record.ts';
import { carryOut } from './carry-out.ts';

/** Imports that this server takes through for a member, who may leave meanwhile. The database is the memory. */

// One per process, for the same reason as the backend.
type Jobs = { running: Map<string, Promise<void>>; ending: AbortController };
const slot = globalThis as typeof globalThis & { waymarkImports?: Jobs };
const jobs = () => (slot.waymarkImports ??= { running: new Map(), ending: new AbortController() });

export const isRunning = (id: string): boolean => jobs().running.has(id);

/** Takes an import through, or goes on with it, as the client's person; what comes of it stands in the database. */
export function startImport(client: Client, id: string): void {
	if (isRunning(id)) return;
	const { running, ending } = jobs();
	const work = run(client, id, ending.signal)
		.catch((error: Error) => {
			// Where the server stops, that is meant: the page offers to go on.
			if (!ending.signal.aborted) log().error({ import: id, err: error }, 'an import was cut off');
		})
		.finally(() => running.delete(id));
	running.set(id, work);
}

/** Ends every import after the request under way; resolves once the backend may be closed. */
export async function stopImports(): Promise<void> {
	const { running, ending } = jobs();
	ending.abort();
	await Promise.all(running.values());
}

async function run(client: Client, id: string, signal: AbortSignal): Promise<void> {
	const done = await carryOut(client, id, {
		signal,
		say: ({ published_after, settled }) => {
			if (published_after !== null && settled === 0) void refreshRecord();
		}
	});
	if ('failure' in done)
		log().warn({ import: id, reason: done.failure.code }, 'an import was not carried out');
	await refreshRecord();
}
