import { randomBytes } from 'node:crypto';
import { operatorClient, publicClient, type Backend, type Client } from './backend/backend.ts';
import { failure } from './failure.ts';
import { readAll } from './read-all.ts';
import { read } from './workspace/answer.ts';

/** What whoever runs the instance does from the command line, beside imports. */

export type NewLeader = { slug: string; email: string; name: string };

/**
 * Makes a person the leader of an organization that is in the record, with an account where they have
 * none: they sign in with a code by e-mail. Returns null, or why not in words for the terminal.
 */
export async function addLeader(
	backend: Backend,
	{ slug, email, name }: NewLeader
): Promise<string | null> {
	const client = operatorClient(backend);
	const organizations = await readAll('id', () => client.from('organizations').select('id, slug'));
	const slugs = organizations.map((organization) => organization.slug).sort();
	if (!slugs.includes(slug))
		return `The record has no organization “${slug}”. It has: ${slugs.join(', ') || 'none yet'}.`;

	const members = read(await membershipsOf(client, email));
	const here = members.find(({ organization }) => organization?.slug === slug);
	if (here?.removed_at)
		return `${email} was a member of “${slug}” and was removed. One of its leaders can invite them again.`;
	if (here)
		return `${email} is a member of “${slug}” already, as ${here.role}. Its leaders set roles on the page Members.`;

	const person = members[0]?.user_id ?? (await newAccount(backend, email));
	if (person === null)
		return `${email} has an account and is no member anywhere, so the account cannot be found. Choose another address.`;
	const { error } = await client.rpc('operator_add_member', {
		slug,
		person,
		role: 'leader',
		person_name: name
	});
	return error && failure(error).message;
}

/** A few, even of somebody whom every organization here has invited. */
function membershipsOf(client: Client, email: string) {
	return client
		.from('memberships')
		.select(
			'user_id, role, removed_at, organization:organizations!memberships_organization_id_fkey(slug)'
		)
		.eq('email', email);
}

/** The id of a new account with a password that nobody knows; null where there is one of that address. */
async function newAccount(backend: Backend, email: string): Promise<string | null> {
	const password = randomBytes(32).toString('base64url');
	const { data } = await publicClient(backend).auth.signUp({ email, password });
	return data.user?.id ?? null;
}
