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

/**
 * Imports that could not be settled: when to try again, and how long to wait after that, in ms. What stands in
 * the way may need a person, and the log need not say so every minute.
 */
const failing = new Map<string, { at: number; wait: number }>();
const LONGEST_WAIT = 3_600_000;

/** Settles what is left, and forgets what nobody has touched for a day. The client is the operator's. */
export async function tidyImports(
	client: Client,
	left = LEFT,
	signal?: AbortSignal
): Promise<void> {
	for (const { id, state, touched_at, refusal } of await store.list(client)) {
		const age = Date.now() - Date.parse(touched_at);
		if (state === 'settling' && age >= left) {
			if (Date.now() < (failing.get(id)?.at ?? 0)) continue;
			const settled = await settle(client, id, { signal });
			if ('failure' in settled) keepFailing(id, settled.failure.code);
			else failing.delete(id);
		} else if (state !== 'settling' && (age >= KEPT || store.isGone(refusal)))
			await store.forget(client, id);
	}
}

function keepFailing(id: string, reason: string): void {
	const wait = failing.get(id)?.wait ?? EVERY;
	failing.set(id, { at: Date.now() + wait, wait: Math.min(2 * wait, LONGEST_WAIT) });
	log().error(
		{ import: id, reason, again_in_minutes: wait / EVERY },
		'an import is public but could not be brought into its workspace, where nothing else can be published until it is: if this goes on, keep a copy of the data and report this line to the makers of Waymark'
	);
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
