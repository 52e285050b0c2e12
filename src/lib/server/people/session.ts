import { createServerClient } from '@supabase/ssr';
import { isAuthRetryableFetchError } from '@supabase/supabase-js';
import { error, redirect } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { to } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import type { Access } from '../../drafts/kinds/review-form.ts';
import type { Role } from '../../drafts/people/roles.ts';
import { onBehalfOf } from '../backend/forwarded.ts';
import { NO_RETRY, type Client } from '../backend/backend.ts';
import { openInstance } from '../instance.ts';
import type { Database } from '../database.types.ts';
import { log } from '../log.ts';
import { endingInTime, soundCookies } from './session-cookie.ts';

/** How long it may take to know who is there, in ms. */
const LIMIT = 10_000;

/** Who is at the keyboard. Only workspace routes ask; public routes never make an auth client. */

export type Member = {
	/** The membership's id, as in `created_by`. */
	id: string;
	name: string;
	role: Role;
	/** What a reviewer may see; null for other roles. */
	review_access: Access | null;
	/** In which they certify scorecards; null until they say so. */
	office: string | null;
	organization: {
		id: string;
		slug: string;
		name: string;
		kept_by: string;
		kept_by_note: string | null;
		/** Null until the leaders decided. */
		two_person_rule: boolean | null;
	};
};

/** The request's client: it acts as the signed-in person, or as the public where nobody is. */
export function personClient(): Promise<Client> {
	const event = getRequestEvent();
	event.locals.client ??= makeClient();
	return event.locals.client;
}

async function makeClient(): Promise<Client> {
	const event = getRequestEvent();
	const instance = await openInstance();
	const backend = onBehalfOf(instance.backend, event.getClientAddress());
	return createServerClient<Database>(backend.url, backend.publishableKey, {
		...NO_RETRY,
		global: { fetch: backend.fetch },
		cookieOptions: {
			httpOnly: true,
			secure: event.url.protocol === 'https:',
			sameSite: 'lax',
			path: '/'
		},
		cookies: {
			// Without the account's own facts, which nothing reads: they would double the cookie.
			encode: 'tokens-only',
			getAll: () => soundCookies(event.cookies.getAll()),
			// The headers that come along, without which a CDN could hand one person's session to
			// another, stand on every response of the workspace: see hooks.server.ts.
			setAll: (cookies) => {
				for (const { name, value, options } of cookies)
					event.cookies.set(name, value, { ...endingInTime(options), path: '/' });
			}
		}
	});
}

/** The signed-in person's id and e-mail, from the verified token; null where nobody is signed in. */
export async function person(): Promise<{ id: string; email: string } | null> {
	const client = await personClient();
	// The library renews a session for half a minute where nobody answers.
	const late = new Promise<null>((resolve) => setTimeout(resolve, LIMIT, null).unref());
	const answer = await Promise.race([client.auth.getClaims(), late]);
	if (!answer || isAuthRetryableFetchError(answer.error)) unavailable(answer?.error);
	const { data } = answer;
	return data ? { id: data.claims.sub, email: data.claims.email ?? '' } : null;
}

/** The signed-in person; sends everybody else to the sign-in page, which leads back here. */
export async function requirePerson(): Promise<{ id: string; email: string }> {
	const known = await person();
	if (known) return known;
	const { pathname, search } = getRequestEvent().url;
	redirect(303, to(`/workspace/sign-in?to=${encodeURIComponent(pathname + search)}`));
}

/**
 * The signed-in person's membership in the organization that the route names, with a client that acts
 * as them. Throws 404 for strangers, who need not know whether it exists, and 403 for other roles.
 */
export async function requireRole(...roles: Role[]): Promise<{ client: Client; member: Member }> {
	const { id } = await requirePerson();
	const client = await personClient();
	const slug = getRequestEvent().params.organization!;
	const { data, error: failed } = await client
		.from('memberships')
		.select(
			'id, name, role, review_access, office, organization:organizations!memberships_organization_id_fkey!inner(id, slug, name, kept_by, kept_by_note, two_person_rule)'
		)
		.eq('user_id', id)
		.eq('organization.slug', slug)
		.is('removed_at', null)
		.maybeSingle();
	if (failed) unavailable(failed);
	if (!data) error(404, m.error_not_member({ slug }));
	const member = data as Member;
	if (roles.length && !roles.includes(member.role)) error(403, wrongRole(roles, member.role));
	return { client, member };
}

function wrongRole(roles: Role[], role: Role): string {
	const names = roles.map((each) => m.form_role({ role: each }));
	return m.error_role({ roles: names.join(m.error_list_or()), role: m.form_role({ role }) });
}

/** The signed-in person's memberships, by organization name: one for each invitation accepted, so a few. */
export async function memberships(): Promise<Member[]> {
	const { id } = await requirePerson();
	const { data, error: failed } = await (
		await personClient()
	)
		.from('memberships')
		.select(
			'id, name, role, review_access, office, organization:organizations!memberships_organization_id_fkey(id, slug, name, kept_by, kept_by_note, two_person_rule)'
		)
		.eq('user_id', id)
		.is('removed_at', null);
	if (failed) unavailable(failed);
	return (data as Member[]).sort((a, b) => a.organization.name.localeCompare(b.organization.name));
}

function unavailable(failed?: { code?: string | undefined; message: string } | null): never {
	log().error({ code: failed?.code }, failed?.message ?? 'no answer of the auth server');
	error(503, m.error_database());
}
