import { isAuthRetryableFetchError } from '@supabase/supabase-js';
import { getRequestEvent } from '$app/server';
import { to } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import { PASSWORD_MIN } from '../../drafts/people/account-form.ts';
import type { FormErrors } from '../../drafts/form.ts';
import { onBehalfOf } from '../backend/forwarded.ts';
import { openInstance } from '../instance.ts';
import { publicClient } from '../backend/backend.ts';
import { failure, type Failure } from '../database/failure.ts';
import { personClient } from './session.ts';
import { tell } from './account-notice.ts';
import { accountOfLink, deleteAccount } from './accounts.ts';
import { attempt, remember, succeeded } from './attempts/attempts.ts';
import { later } from './later.ts';
import { sendsMail } from './sends-mail.ts';
import { signIn, signInWithCode, unavailable } from './sign-in.ts';

/** What signed-in persons do with their own account. Each verb returns null, or what went wrong in words. */

export type Self = { id: string; email: string };

/**
 * Asks once more who it is, by the password or by a code from an e-mail, since a session may be stolen or
 * left open. A new session takes the place of the old one, which ends. Returns null, or the errors of a form
 * in which `field` has the proof.
 */
export async function prove(
	{ email }: Self,
	proof: string,
	field: string
): Promise<FormErrors | null> {
	const client = await personClient();
	const before = (await client.auth.getSession()).data.session?.access_token;
	const wrong = m.account_proof_wrong({ mails: (await sendsMail()) ? 'yes' : 'no' });
	const refusal = await signInWith(email, proof, wrong);
	if (refusal !== null) return { [refusal === wrong ? field : '']: refusal };
	if (before) await client.auth.admin.signOut(before, 'local');
	return null;
}

async function signInWith(email: string, proof: string, wrong: string): Promise<string | null> {
	if (!/^\d{6,10}$/.test(proof) || !(await sendsMail())) return signIn(email, proof, wrong);
	const refusal = await signInWithCode(email, proof, wrong);
	// So long a number may be a password as well.
	return refusal && proof.length >= PASSWORD_MIN ? signIn(email, proof, wrong) : refusal;
}

/** Sets the password, and ends every other session: whoever knew the old one is out. */
export async function changePassword(
	{ email }: Self,
	password: string
): Promise<FormErrors | null> {
	const refused = await setPassword(password);
	if (refused) return refused;
	await (await personClient()).auth.signOut({ scope: 'others' });
	tell(await openInstance(), email, { kind: 'password' });
	return null;
}

/** Sets the password of whoever is signed in. Returns null, or the errors of a form with that field. */
export async function setPassword(
	password: string,
	{ mayBeTheSame = false } = {}
): Promise<FormErrors | null> {
	const { error } = await (await personClient()).auth.updateUser({ password });
	if (!error) return null;
	switch (error.code) {
		case 'same_password':
			return mayBeTheSame ? null : { password: m.account_same_password() };
		case 'weak_password':
			return { password: m.account_weak_password() };
		default:
			return { '': unavailable(error) };
	}
}

/**
 * Asks for another address, which counts once it is confirmed by mail. Whether another account has that
 * address is not told: then no mail goes out.
 */
export async function changeAddress(address: string): Promise<string | null> {
	if (!(await sendsMail())) return m.account_no_mail();
	const tooOften = await attempt('send', address);
	if (tooOften) return tooOften;
	const { config, backend } = await openInstance();
	const { data } = await (await personClient()).auth.getSession();
	if (!data.session) return m.error_sign_in();
	const { access_token, refresh_token } = data.session;
	const emailRedirectTo = `${config.linkOrigin}${to('/workspace')}`;
	const forThem = onBehalfOf(backend, getRequestEvent().getClientAddress());
	later('address-mail', async () => {
		const client = publicClient(forThem);
		await client.auth.setSession({ access_token, refresh_token });
		const { error } = await client.auth.updateUser({ email: address }, { emailRedirectTo });
		if (error && error.code !== 'email_exists') throw error;
	});
	return null;
}

/**
 * Takes the link from a mail about another address. `half`: the link in the mail to the other of the two
 * addresses is waited for.
 */
export async function confirmAddress(
	token: string
): Promise<{ done: 'half' | 'whole' } | { refusal: string }> {
	const tooOften = await attempt('confirm');
	if (tooOften) return { refusal: tooOften };
	const instance = await openInstance();
	const before = (await accountOfLink(instance.backend, token))?.email;
	const client = await personClient();
	const { data, error } = await client.auth.verifyOtp({ token_hash: token, type: 'email_change' });
	if (isAuthRetryableFetchError(error)) return { refusal: unavailable(error) };
	if (error) return { refusal: m.error_link_spent() };
	if (!data.session || !data.user?.email) return { done: 'half' };
	const { email } = data.user;
	await succeeded('confirm', email);
	remember(email, instance.backend);
	if (before && before !== email) tell(instance, before, { kind: 'address', address: email });
	return { done: 'whole' };
}

/** Ends every session of the person, this one too. */
export async function signOutEverywhere(): Promise<string | null> {
	const { error } = await (await personClient()).auth.signOut({ scope: 'global' });
	return error ? unavailable(error) : null;
}

/** Deletes the account. Memberships and what was published stay, under the name that it was done with. */
export async function deleteSelf({ id, email }: Self): Promise<string | null> {
	const instance = await openInstance();
	const client = await personClient();
	const { error } = await deleteAccount(instance.backend, id, true);
	if (error) return failure(error).message;
	// Its session is gone already; so are its cookies now.
	await client.auth.signOut({ scope: 'local' });
	tell(instance, email, { kind: 'deleted' });
	return null;
}

/** How somebody is called in an organization, and in which office they certify. */
export async function changeDetails(
	organization: string,
	{ name, office }: { name: string; office: string }
): Promise<Failure | null> {
	const client = await personClient();
	const { error } = await client.rpc('change_my_details', { organization, name, office });
	return error && failure(error);
}
