import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { log } from '../log.ts';

/** What is known of a request beside what was sent; hooks.server.ts adds the route. */
export type Noted = IncomingMessage & {
	/** Names the request in the log and, after an error, on the page. */
	noted?: { id: string; route: string | null };
};

/**
 * Writes one line for a request once it is over: the route and not the address, which may name a person
 * or carry a token. Nothing says from whom it came.
 */
export function logRequest(request: Noted, response: ServerResponse): void {
	const noted = { id: randomUUID().slice(0, 8), route: null as string | null };
	request.noted = noted;
	const start = performance.now();
	response.once('close', () => {
		const { method } = request;
		const { statusCode: status, headersSent } = response;
		const line = {
			...noted,
			method,
			status,
			ms: Math.round(performance.now() - start),
			// Who asked hung up before an answer began. Of one that had begun, nobody here can tell whether the
			// last of it arrived.
			...(headersSent ? {} : { aborted: true })
		};
		if (status >= 500) log().error(line, 'request');
		else log().info(line, 'request');
	});
}
