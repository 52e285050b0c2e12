import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { m } from '../../paraglide/messages.js';
import { log } from '../log.ts';
import { problem } from '../api/problem.ts';

/**
 * The handlers of an address that is only posted to. Not for pages of other sites: without the headers
 * that would let their scripts in.
 */
export function posting(answer: (event: RequestEvent) => Promise<Response>): {
	POST: RequestHandler;
	fallback: RequestHandler;
} {
	return {
		POST: async (event) => {
			try {
				return await answer(event);
			} catch (thrown) {
				if (thrown instanceof Response) return thrown;
				log().error({ route: event.route.id, err: thrown }, 'unforeseen');
				return problem('unexpected', m.api_unexpected());
			}
		},
		fallback: ({ request }) => {
			// eslint-disable-next-line no-restricted-syntax -- a header
			const headers = { allow: 'POST, OPTIONS' };
			if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers });
			const detail = m.tokens_only_post({ method: request.method });
			return problem('method-not-allowed', detail, {}, headers);
		}
	};
}
