import type { ServerResponse } from 'node:http';
import { log } from '../log.ts';
import type { Noted } from './access-log.ts';
import { closeOnceRead, limitRest } from './drain.ts';

export type Handler = (request: Noted, response: ServerResponse) => unknown;

/** A handler of requests of which none can end the process or hold its connection. */
export function guarded(handler: Handler): Handler {
	return async (request, response) => {
		// The adapter's server of static files throws over a range that runs backwards. None of them, and no
		// page, is worth fetching in parts.
		delete request.headers.range;
		response.once('finish', () => limitRest(request));
		closeOnceRead(request);
		try {
			await handler(request, response);
		} catch (error) {
			log().error({ id: request.noted?.id, err: error }, 'unforeseen');
			if (response.headersSent) response.destroy();
			else response.writeHead(500).end();
		}
	};
}
