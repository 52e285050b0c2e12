import { m } from '$lib/paraglide/messages.js';
import { CORS } from '$lib/server/api/endpoint.ts';
import { problem } from '$lib/server/api/problem.ts';
import type { RequestHandler } from './$types';

/** Whatever the method, so that a mistyped address never looks like a page. */
export const fallback: RequestHandler = ({ url }) =>
	problem('unknown-address', m.api_unknown_address_begin({ path: url.pathname }), {}, CORS);
