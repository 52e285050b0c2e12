import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { LARGEST_BODY } from '../http/limits.ts';

/** Twice what any form may hold: who sends a little too much sees the answer, who sends without end does not. */
const MOST = 2 * LARGEST_BODY;
/** How often it is looked at what came, and after how long nothing more is waited for; in ms. */
const [EVERY, PATIENCE] = [500, 10_000];

/**
 * Ends the connection of a request that is answered where the rest of it does not come or has no end.
 * That rest is read and dropped, for browsers and proxies read no answer before they have sent all.
 */
export function limitRest(request: IncomingMessage, most = MOST): void {
	if (request.complete || request.destroyed) return;
	// SvelteKit's reading of the body pauses it, and Node drops only what nobody has begun to read.
	request.removeAllListeners('data');
	request.resume();
	const { socket } = request;
	const from = socket.bytesRead;
	let [seen, since] = [from, Date.now()];
	const timer = setInterval(() => {
		if (socket.bytesRead > seen) [seen, since] = [socket.bytesRead, Date.now()];
		if (request.complete || socket.destroyed) clearInterval(timer);
		else if (seen - from > most || Date.now() - since > PATIENCE) socket.destroy();
	}, EVERY).unref();
}

/** The request that each connection is at. */
const under = new WeakMap<Socket, IncomingMessage>();

/**
 * Where the connection is to end with the answer, as old proxies ask, lets the rest of the request come
 * first: closed on it, the other side would be reset and throw the answer away.
 */
export function closeOnceRead(request: IncomingMessage): void {
	const { socket } = request;
	const isKnown = under.has(socket);
	under.set(socket, request);
	// Once for a connection, however many requests it carries.
	if (isKnown) return;
	const destroySoon = socket.destroySoon.bind(socket);
	socket.destroySoon = () => {
		const last = under.get(socket)!;
		if (last.complete || last.destroyed) return destroySoon();
		socket.end();
		// Dropped, it does not tell when it is over.
		const timer = setInterval(() => {
			if (!last.complete && !socket.destroyed) return;
			clearInterval(timer);
			destroySoon();
		}, 20).unref();
	};
}
