import { randomBytes } from 'node:crypto';
import { operatorClient, publicClient, type Backend } from '../backend/backend.ts';
import { read } from '../database/answer.ts';

/** Accounts, as whoever runs the instance reaches them. Addresses in small letters. */

export type Account = { id: string; confirmed: boolean; has_password: boolean };

/**
 * The account of an address; null for none. Its id is read from the database: what Auth answers to a sign-up
 * may be made up, so that nobody learns who has an account.
 */
export async function accountOf(backend: Backend, email: string): Promise<Account | null> {
	const [account] = read(await operatorClient(backend).rpc('account_of', { address: email }));
	return account ?? null;
}

/** A password that nobody knows. */
export const unknownPassword = () => randomBytes(32).toString('base64url');

/**
 * Makes sure that there is an account, for somebody who was asked in. A hosted project mails them a link and
 * a code, which prove that the address is theirs, and again as long as they did not; the embedded backend
 * mails nothing. Throws where Auth does not do it. `back`: where the link leads, in the mail's language.
 */
export async function invite(backend: Backend, email: string, back: string): Promise<Account> {
	const known = await accountOf(backend, email);
	if (known?.confirmed) return known;
	const { error } =
		backend.kind === 'hosted'
			? await operatorClient(backend).auth.admin.inviteUserByEmail(email, { redirectTo: back })
			: await publicClient(backend).auth.signUp({ email, password: unknownPassword() });
	if (error) throw error;
	const made = await accountOf(backend, email);
	if (!made) throw new Error('Auth made no account.');
	return made;
}

const DECOY = 'nobody@waymark.invalid';
const decoys = new WeakMap<Backend, Promise<unknown>>();

/**
 * The address of an account that nobody has, to try passwords on where there is none to try them on: the
 * answer then takes the same work, and tells nothing by its time.
 */
export async function decoy(backend: Backend): Promise<string> {
	if (!decoys.has(backend)) decoys.set(backend, makeDecoy(backend));
	await decoys.get(backend);
	return DECOY;
}

async function makeDecoy(backend: Backend): Promise<void> {
	try {
		if (await accountOf(backend, DECOY)) return;
		const account = { email: DECOY, password: unknownPassword() };
		const { error } =
			backend.kind === 'hosted'
				? await operatorClient(backend).auth.admin.createUser({ ...account, email_confirm: true })
				: await publicClient(backend).auth.signUp(account);
		// Another server made it at the same time.
		if (error && !(await accountOf(backend, DECOY))) throw error;
	} catch (error) {
		decoys.delete(backend);
		throw error;
	}
}

/** Deletes an account with what Auth knows of its person; memberships stay behind, without it. */
export async function deleteAccount(backend: Backend, person: string, byThemselves: boolean) {
	return operatorClient(backend).rpc('delete_account', { person, by_themselves: byThemselves });
}

/** Whose the link in one of Auth's mails is, asked before it is followed; null where it is nobody's. */
export async function accountOfLink(
	backend: Backend,
	token: string
): Promise<{ email: string; confirmed: boolean } | null> {
	const [account] = read(
		await operatorClient(backend).rpc('account_of_link', { token_hash: token })
	);
	return account ?? null;
}
