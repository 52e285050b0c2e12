import type { IncomingMessage } from 'node:http';

/** The addresses that are posted to with a token of their own, where no cookie is read. */
const TOKEN_ALONE =
	/^(\/zh)?(\/workspace\/unsubscribe|\/api\/v1\/organizations\/[^/]+\/(files|goals\/[^/]+\/updates))$/;

/**
 * Whether a request may come without an origin, since no session counts there. The path is judged as the
 * app will see it: with `..` and its like resolved, however they are written.
 */
export function needsNoCookie({ method, url }: Pick<IncomingMessage, 'method' | 'url'>): boolean {
	const path = URL.parse(`http://x${url}`)?.pathname;
	return method === 'POST' && path !== undefined && TOKEN_ALONE.test(path);
}
