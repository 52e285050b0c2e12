import { log } from '../log.ts';
import { withoutAddresses } from '../smtp.ts';

/**
 * Work that a person does not wait for, so that how long it takes tells nothing: whether there is an account
 * to send a mail to, above all. What fails goes to the log; whoever waits for the mail asks again.
 */

/** Long enough for the answer to be on its way before the work begins. */
const DELAY = 50;

const underWay = new Set<Promise<void>>();

/** Does it soon, and returns at once. */
export function later(what: string, work: () => Promise<void>): void {
	const done = new Promise<void>((resolve) => setTimeout(resolve, DELAY))
		.then(work)
		.catch((error: unknown) => {
			const reason = error instanceof Error ? error.message : String(error);
			log().error({ what, reason: withoutAddresses(reason) }, 'what was put off failed');
		})
		.finally(() => underWay.delete(done));
	underWay.add(done);
}

/** Resolves once all that was put off is done. */
export async function nothingLeft(): Promise<void> {
	await Promise.all(underWay);
}
