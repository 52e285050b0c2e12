import { operatorClient, publicClient, type Backend, type Client } from '../backend/backend.ts';
import { tokenInstead } from '../backend/mail.ts';
import type { Config } from '../config.ts';
import { failure } from '../database/failure.ts';
import { accountOf, deleteAccount, invite } from '../people/accounts.ts';
import { readAll } from '../database/read-all.ts';
import { read } from '../database/answer.ts';

/** What whoever runs the instance does from the command line, beside imports. */

export type NewLeader = { slug: string; email: string; name: string };

/**
 * Makes a person the leader of an organization that is in the record, with an account where they have
 * none: they sign in with a code by e-mail. Returns null, or why not in words for the terminal. `origin`:
 * where this app is reached.
 */
export async function addLeader(
	backend: Backend,
	{ slug, email, name }: NewLeader,
	origin: string
): Promise<string | null> {
	const client = operatorClient(backend);
	const organizations = await readAll('id', () => client.from('organizations').select('id, slug'));
	const slugs = organizations.map((organization) => organization.slug).sort();
	if (!slugs.includes(slug))
		return `The record has no organization “${slug}”. It has: ${slugs.join(', ') || 'none yet'}.`;

	const account = await accountOf(backend, email);
	const here =
		account && (await membershipsOf(client, account.id)).find((each) => each.slug === slug);
	if (here?.removed_at)
		return `${email} was a member of “${slug}” and was removed. One of its leaders can invite them again.`;
	if (here)
		return `${email} is a member of “${slug}” already, as ${here.role}. Its leaders set roles on the page Members.`;

	const { id: person } = await invite(backend, email, `${origin}/workspace`);
	const { error } = await client.rpc('operator_add_member', {
		slug,
		person,
		role: 'leader',
		person_name: name
	});
	return error && failure(error).message;
}

/**
 * Deletes somebody's account, with what Auth knows of them. Memberships stay behind without it, and with
 * the name under which things were done and published. Returns null, or why not in words for the terminal.
 */
export async function removeAccount(backend: Backend, email: string): Promise<string | null> {
	const account = await accountOf(backend, email);
	if (!account) return `${email} has no account here.`;
	const { error } = await deleteAccount(backend, account.id, false);
	if (!error) return null;
	const { code, message } = failure(error);
	if (code !== 'last_leader') return message;
	const client = operatorClient(backend);
	const leads = (await membershipsOf(client, account.id)).filter(
		({ role, removed_at }) => role === 'leader' && !removed_at
	);
	return `${email} is the last leader of ${leads.map(({ slug }) => `“${slug}”`).join(' or ')}. Add another one first.`;
}

/**
 * A link that signs a person in once, without any e-mail. Null where nobody has an account of that address.
 */
export async function signInLink(
	{ config, backend }: { config: Config; backend: Backend },
	email: string
): Promise<string | null> {
	// Asked for a stranger's link, Auth would make an account.
	if (!(await accountOf(backend, email))) return null;
	const token =
		backend.kind === 'hosted'
			? await generated(operatorClient(backend), email)
			: await tokenInstead(() =>
					publicClient(backend).auth.signInWithOtp({ email, options: { shouldCreateUser: false } })
				);
	return token && `${config.linkOrigin}/workspace/sign-in/link?token=${token}`;
}

/** The embedded library has no such call, and a hosted project no other that says the token. */
async function generated(operator: Client, email: string): Promise<string> {
	const { data, error } = await operator.auth.admin.generateLink({ type: 'magiclink', email });
	if (error) throw new Error(`Supabase does not make a link: ${error.message}`);
	return data.properties.hashed_token;
}

async function membershipsOf(client: Client, person: string) {
	// A few, even of somebody whom every organization here has invited.
	const found = read(
		await client
			.from('memberships')
			.select('role, removed_at, organization:organizations!memberships_organization_id_fkey(slug)')
			.eq('user_id', person)
	);
	return found.map(({ organization, ...member }) => ({ ...member, slug: organization.slug }));
}
