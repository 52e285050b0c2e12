import { m } from '$lib/paraglide/messages.js';
import { problem } from '$lib/server/problem.ts';
import { postUpdate } from '$lib/server/posting/post-update.ts';
import type { RequestHandler } from './$types';

/** Not for pages of other sites: without the headers that would let their scripts in. */
export const POST: RequestHandler = async (event) => {
	try {
		return await postUpdate(event);
	} catch (thrown) {
		if (thrown instanceof Response) return thrown;
		console.error('error at POST %s:', event.url.pathname, thrown);
		return problem('unexpected', m.api_unexpected());
	}
};

export const fallback: RequestHandler = ({ request }) => {
	// eslint-disable-next-line no-restricted-syntax -- a header
	const headers = { allow: 'POST, OPTIONS' };
	if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers });
	return problem('method-not-allowed', m.tokens_only_post({ method: request.method }), {}, headers);
};
