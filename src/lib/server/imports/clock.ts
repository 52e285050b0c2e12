import { setTimeout as sleep } from 'node:timers/promises';
import { operatorClient, type Backend, type Client } from '../backend/backend.ts';
import { log } from '../log.ts';
import { settle } from './carry-out.ts';
import * as store from './store.ts';

/** What was cut off: an import that is public is settled, one that is not is forgotten in the end. */

const EVERY = 60_000;
/** Whoever is at work on an import touches it several times a minute. */
const LEFT = 20_000;
/** How long somebody may look at a preview, or read what came of it. */
const KEPT = 86_400_000;

/** Settles what is left, and forgets what nobody has touched for a day. The client is the operator's. */
export async function tidyImports(
	client: Client,
	left = LEFT,
	signal?: AbortSignal
): Promise<void> {
	for (const { id, state, touched_at } of await store.list(client)) {
		const age = Date.now() - Date.parse(touched_at);
		if (state === 'settling' && age >= left) {
			const settled = await settle(client, id, { signal });
			if ('failure' in settled)
				log().error({ import: id, reason: settled.failure.code }, 'an import was not settled');
		} else if (state !== 'settling' && age >= KEPT) await store.forget(client, id);
	}
}

/** Tidies at once, since the last server may have been cut off, and then every minute until it is stopped. */
export function startImportClock(backend: Backend): { stop(): Promise<void> } {
	const ending = new AbortController();
	const { signal } = ending;
	const ended = (async () => {
		for (let left = backend.kind === 'embedded' ? 0 : LEFT; !signal.aborted; left = LEFT) {
			await tidyImports(operatorClient(backend), left, signal).catch((error: Error) => {
				if (!signal.aborted) log().error({ reason: error.message }, 'imports were not tidied');
			});
			await sleep(EVERY, undefined, { signal, ref: false }).catch(() => undefined);
		}
	})();
	return {
		async stop() {
			ending.abort();
			await ended;
		}
	};
}
