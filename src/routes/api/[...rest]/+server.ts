import { problem } from '$lib/server/problem.ts';
import type { RequestHandler } from './$types';

/** Whatever the method, so that a mistyped address never looks like a page. */
export const fallback: RequestHandler = ({ url }) =>
	problem(
		'unknown-address',
		`Nothing is served at ${url.pathname}. Begin at /api/v1/organizations.`,
		{},
		{ 'access-control-allow-origin': '*' }
	);
