import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { log } from '../log.ts';
import type { Noted } from './access-log.ts';
import { closeOnceRead, limitRest } from './drain.ts';

export type Handler = (request: Noted, response: ServerResponse) => unknown;

/** The answer that each connection waits for. */
const last = new WeakMap<Socket, Promise<void>>();

/**
 * Waits until what came before on the connection is answered, and tells whether anybody still waits for
 * this. Thousands of requests fit into one packet; answered at once, they would hold all others.
 */
async function inTurn({ socket }: Noted, response: ServerResponse): Promise<boolean> {
	const before = last.get(socket);
	const { promise, resolve } = Promise.withResolvers<void>();
	response.once('close', resolve);
	last.set(socket, promise);
	await before;
	return !socket.destroyed;
}

/** A handler of requests of which none can end the process, hold its connection or hold others. */
export function guarded(handler: Handler): Handler {
	return async (request, response) => {
		if (!(await inTurn(request, response))) return;
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
