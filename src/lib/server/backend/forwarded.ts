import type { Backend } from './backend.ts';

/**
 * The backend on behalf of a client at that address. A hosted Auth counts requests by where they come from,
 * which is this server for everybody: one who guesses would use up what all have. With the secret key the
 * server may name the client instead, where the project has address forwarding on; where it has not, the
 * header is ignored.
 */
export function onBehalfOf(backend: Backend, address: string): Backend {
	if (backend.kind === 'embedded') return backend;
	const { url, publishableKey, secretKey } = backend;
	return {
		...backend,
		fetch: (input, init) => {
			const request = new Request(input, init);
			if (!request.url.startsWith(`${url}/auth/v1/`)) return backend.fetch(request);
			// An address of the half that a client has, since Auth takes no block of them.
			request.headers.set('sb-forwarded-for', address.replace(/\/64$/, ''));
			request.headers.set('apikey', secretKey);
			// A person's own token stays.
			if (request.headers.get('authorization') === `Bearer ${publishableKey}`)
				request.headers.set('authorization', `Bearer ${secretKey}`);
			return backend.fetch(request);
		}
	};
}
