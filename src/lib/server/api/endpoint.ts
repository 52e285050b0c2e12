import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import type { z } from 'zod';
import { to } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import { allEntries, unreadFrom } from '../../record/all-entries.ts';
import type { Organization, RecordState } from '../../record/state.ts';
import { log } from '../log.ts';
import { problem } from './problem.ts';
import { record } from '../record/record.ts';
import { readQuery, type ParameterError } from './query.ts';

/** Pages of other sites may read what is public, and show it. */
export const CORS = {
	'access-control-allow-origin': '*',

	'cross-origin-resource-policy': 'cross-origin'
};

/**
 * The handlers of an address that is only read: GET (and by it HEAD) with the query that the shape
 * describes, and a refusal of every other method. `answer` may return a problem, or throw one.
 */
export function endpoint<S extends z.ZodRawShape>(
	shape: S,
	answer: (query: z.infer<z.ZodObject<S>>, event: RequestEvent) => Response | Promise<Response>
): { GET: RequestHandler; fallback: RequestHandler } {
	return {
		GET: async (event) => {
			const query = readQuery(event.url.searchParams, shape);
			if (!query.ok) return shared(invalidParameters(query.errors));
			try {
				return shared(await answer(query.values, event));
			} catch (thrown) {
				if (thrown instanceof Response) return shared(thrown);
				log().error({ route: event.route.id, err: thrown }, 'unforeseen');
				return shared(problem('unexpected', m.api_unexpected()));
			}
		},
		fallback: ({ request }) => {
			// eslint-disable-next-line no-restricted-syntax -- a header
			const headers = { allow: 'GET, HEAD, OPTIONS' };
			if (request.method === 'OPTIONS') return shared(new Response(null, { status: 204, headers }));
			const detail = m.api_method_not_allowed({ method: request.method });
			return shared(problem('method-not-allowed', detail, {}, headers));
		}
	};
}

/** 400, naming each parameter that cannot be used. */
export function invalidParameters(errors: readonly ParameterError[]): Response {
	const detail = errors.map((error) => m.api_invalid_parameter(error)).join(' ');
	return problem('invalid-parameters', detail, { errors });
}

/** An organization of the record with the state that holds it; throws a 404 problem without one. */
export async function findOrganization(
	slug: string
): Promise<{ organization: Organization; state: RecordState }> {
	const state = await record();
	const organization = state.organizations.get(slug);
	if (!organization) throw problem('unknown-organization', m.api_unknown_organization({ slug }));
	return { organization, state };
}

/** The same of an organization whose figures can be computed; throws a problem where they are withheld. */
export async function findReadable(slug: string) {
	const found = await findOrganization(slug);
	const unread = unreadFrom(found.organization);
	if (unread === null) return found;
	const detail = m.unread_api({ slug, seq: unread });
	throw problem('older-than-record', detail, { unread, page: to(`/record?entry=${unread}`) });
}

/** The entries of an organization, or those that name its slug where no registration could be read. */
export async function findEntries(slug: string): Promise<readonly { seq: number }[]> {
	const { organizations, raw } = await record();
	const organization = organizations.get(slug);
	if (organization) return allEntries(organization);
	const named = raw.filter((entry) => entry.organization === slug);
	if (!named.length) throw problem('unknown-organization', m.api_unknown_organization({ slug }));
	return named;
}

function shared(response: Response): Response {
	for (const [name, value] of Object.entries(CORS)) response.headers.set(name, value);
	return response;
}
