import type { Client } from '../backend/index.ts';
import { log } from '../log.ts';
import { refreshRecord } from '../record.ts';
import { carryOut } from './carry-out.ts';

/** Imports that this server takes through for a member, who may leave meanwhile. The database is the memory. */

// One per process, for the same reason as the backend.
const slot = globalThis as typeof globalThis & { waymarkImports?: Map<string, Promise<void>> };
const running = () => (slot.waymarkImports ??= new Map());

export const isRunning = (id: string): boolean => running().has(id);

/** Takes an import through, or goes on with it, as the client's person; what comes of it stands in the database. */
export function startImport(client: Client, id: string): void {
	if (isRunning(id)) return;
	const work = run(client, id)
		.catch((error: Error) => log().error({ import: id, err: error }, 'an import was cut off'))
		.finally(() => running().delete(id));
	running().set(id, work);
}

async function run(client: Client, id: string): Promise<void> {
	const done = await carryOut(client, id, {
		say: ({ published_after, settled }) => {
			if (published_after !== null && settled === 0) void refreshRecord();
		}
	});
	if ('failure' in done)
		log().warn({ import: id, reason: done.failure.code }, 'an import was not carried out');
	await refreshRecord();
}
