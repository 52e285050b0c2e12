import { setTimeout as sleep } from 'node:timers/promises';
import { operatorClient, type Backend } from '../backend/backend.ts';
import type { Config } from '../config.ts';
import { log } from '../log.ts';
import { carrierOf } from './carrier.ts';
import { sendNotices, type Tally } from './send.ts';

/** When notices leave: every minute while a server runs, or once from the command line. */

type Instance = { config: Config; backend: Backend };

const FIRST = 5_000;
const EVERY = 60_000;
/** How long a stopping server waits for the mail under way. */
const LAST = 10_000;

/** Sends what is to be sent now; null where nothing takes mails, and they wait. */
export async function sendOnce(
	{ config, backend }: Instance,
	signal?: AbortSignal
): Promise<Tally | null> {
	const carrier = carrierOf(config, backend.demonstrationPassword !== null);
	if (!carrier) return null;
	return sendNotices({
		client: operatorClient(backend),
		carrier,
		origin: config.linkOrigin,
		...(signal ? { signal } : {})
	});
}

/** Sends notices until it is stopped. What it remembers is of no importance: the outbox is the memory. */
export function startNotices(instance: Instance): { stop(): Promise<void> } {
	const ending = new AbortController();
	const { signal } = ending;
	const ended = (async () => {
		await pause(FIRST, signal);
		while (!signal.aborted) {
			await sendOnce(instance, signal).catch((error: Error) =>
				log().error({ reason: error.message }, 'notices cannot be sent now')
			);
			await pause(EVERY, signal);
		}
	})();
	return {
		async stop() {
			ending.abort();
			await Promise.race([ended, sleep(LAST, undefined, { ref: false })]);
		}
	};
}

const pause = (time: number, signal: AbortSignal) =>
	sleep(time, undefined, { signal, ref: false }).catch(() => undefined);
