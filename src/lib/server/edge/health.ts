import type { ServerResponse } from 'node:http';
import type { Noted } from './access-log.ts';

/**
 * What balancers and supervisors ask: /healthz whether the process is alive, /readyz whether it can serve
 * everything, that is whether the record is read and the backend answers.
 */

/** What is still waited for; null where nothing is. */
export type Waiting = 'start' | 'backend' | null;

/** How long an answer of the backend counts, in ms: who asks often must not keep it busy. */
const COUNTS_FOR = 1_000;

/** Answers where it is asked for health, and tells whether it was; `waits` is asked at most once a second. */
export function healthChecks(waits: () => Promise<Waiting>) {
	let last: { at: number; answer: Promise<Waiting> } | undefined;
	const waiting = () => {
		if (!last || Date.now() - last.at > COUNTS_FOR) last = { at: Date.now(), answer: waits() };
		return last.answer;
	};
	return async (request: Noted, response: ServerResponse): Promise<boolean> => {
		const path = request.url?.split('?')[0];
		if (path !== '/healthz' && path !== '/readyz') return false;
		if (request.noted) request.noted.route = path;
		if (request.method !== 'GET' && request.method !== 'HEAD') {
			response.writeHead(405, { allow: 'GET, HEAD' }).end();
			return true;
		}
		const waits_for = path === '/readyz' ? await waiting() : null;
		const body = JSON.stringify(waits_for ? { status: 'waiting', waits_for } : { status: 'ok' });
		response
			.writeHead(waits_for ? 503 : 200, {
				'content-type': 'application/json',
				'cache-control': 'no-store'
			})
			.end(request.method === 'HEAD' ? undefined : body);
		return true;
	};
}
