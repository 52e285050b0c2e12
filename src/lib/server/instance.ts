import type { Backend } from './backend/backend.ts';
import { openEmbedded } from './backend/embedded.ts';
import { openHosted } from './backend/hosted.ts';
import { environmentOfProcess, readConfig, type Config } from './config.ts';
import { seedDemonstration } from './demonstration/demonstration.ts';

type Instance = { config: Config; backend: Backend };

// One per process: Vite loads this module again on a change, and `src/server.ts` beside the bundle.
const slot = globalThis as typeof globalThis & { waymark?: Promise<Instance> };

/** Opens the backend that the environment names, or returns the one that is open. */
export function openInstance(): Promise<Instance> {
	slot.waymark ??= open().catch((error: unknown) => {
		// Whoever asks next tries again.
		delete slot.waymark;
		throw error;
	});
	return slot.waymark;
}

/** Closes the open backend, if any: the embedded database is flushed and its directory unlocked. */
export async function closeInstance(): Promise<void> {
	const open = slot.waymark;
	delete slot.waymark;
	if (open) await (await open).backend.close();
}

async function open(): Promise<Instance> {
	const config = readConfig(environmentOfProcess());
	const backend = config.hosted
		? await openHosted(config.hosted)
		: await openEmbedded(config, { seed: seedDemonstration });
	return { config, backend };
}
