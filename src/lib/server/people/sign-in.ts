import { isAuthRetryableFetchError } from '@supabase/supabase-js';
import { getRequestEvent } from '$app/server';
import { to } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import { DEMONSTRATION_PERSONS } from '../../drafts/people/demonstration.ts';
import { onBehalfOf } from '../backend/forwarded.ts';
import { openInstance } from '../instance.ts';
import { publicClient, type Backend } from '../backend/backend.ts';
import { giveUp } from '../database/give-up.ts';
import { log } from '../log.ts';
import { personClient } from './session.ts';
import { accountOf, accountOfLink, decoy, invite, unknownPassword } from './accounts.ts';
import { attempt, remember, succeeded } from './attempts/attempts.ts';
import { later } from './later.ts';
import { sendsMail } from './sends-mail.ts';

/**
 * Signing in and out. Each verb returns null, or what went wrong in words. Whether an address has an account
 * is told neither by the answer nor by its time.
 */

/** The persons of the demonstration; null where this is none. */
export async function demonstrationPersons() {
	const { backend } = await openInstance();
	if (!backend.demonstrationPassword) return null;
	return DEMONSTRATION_PERSONS.map(({ about, ...known }) => ({ ...known, about: about() }));
}

/** `wrong`: what to say where it is not the password. */
export async function signIn(
	email: string,
	password: string,
	wrong?: string
): Promise<string | null> {
	const tooOften = await attempt('password', email);
	if (tooOften) return tooOften;
	const { backend } = await openInstance();
	const account = await accountOf(backend, email);
	const refusal = await withPassword(
		account?.has_password ? email : await decoy(backend),
		password,
		wrong
	);
	if (refusal === null) await succeeded('password', email);
	return refusal;
}

async function withPassword(
	email: string,
	password: string,
	wrong?: string
): Promise<string | null> {
	const { error } = await (await personClient()).auth.signInWithPassword({ email, password });
	if (!error) return null;
	if (error.status !== 400) return unavailable(error);
	if (wrong) return wrong;
	return (await sendsMail()) ? m.error_credentials() : m.error_credentials_unmailed();
}

/** One click into the demonstration; only its persons, and only where there is one. No guess, so not counted. */
export async function signInDemonstration(email: string): Promise<string | null> {
	const { backend } = await openInstance();
	const persons = await demonstrationPersons();
	if (!backend.demonstrationPassword || !persons?.some((known) => known.email === email))
		return m.error_no_demonstration();
	const refusal = await withPassword(email, backend.demonstrationPassword);
	if (refusal === null) remember(email, backend);
	return refusal;
}

/** Whether an account is proven by a mail to its address; the embedded backend takes the invitation for a proof. */
export async function confirmsByMail(): Promise<boolean> {
	const { backend } = await openInstance();
	return backend.kind === 'hosted';
}

/** Where somebody is to go on who signs in by the link in a mail, in the browser that asked for it. */
const NEXT = 'waymark-next';

/** Asks for a one-time link and code. `invited`: an account is made where there is none yet. */
export async function sendCode(
	email: string,
	{ next, invited = false }: { next?: string; invited?: boolean } = {}
): Promise<string | null> {
	if (!(await sendsMail())) return m.error_no_mail();
	const tooOften = await attempt('send', email);
	if (tooOften) return tooOften;
	const { config, backend } = await openInstance();
	const { cookies, url, getClientAddress } = getRequestEvent();
	if (next)
		cookies.set(NEXT, next, {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: url.protocol === 'https:',
			maxAge: 15 * 60
		});
	// The e-mail follows its language; its link is made there.
	const back = `${config.linkOrigin}${to('/workspace')}`;
	const forThem = onBehalfOf(backend, getClientAddress());
	later('code-mail', () => mailCode(forThem, email, back, invited));
	return null;
}

async function mailCode(backend: Backend, email: string, back: string, invited: boolean) {
	const account = await accountOf(backend, email);
	if (!account && !invited) return;
	// Until an address is confirmed, only an invitation is mailed where strangers cannot sign up.
	if (!account?.confirmed) return void (await invite(backend, email, back));
	const { error } = await publicClient(backend).auth.signInWithOtp({
		email,
		options: { shouldCreateUser: false, emailRedirectTo: back }
	});
	if (error) throw error;
}

/** `wrong`: what to say where it is not the code. */
export async function signInWithCode(
	email: string,
	token: string,
	wrong: string = m.error_code_wrong()
): Promise<string | null> {
	if (!(await sendsMail())) return m.error_no_mail();
	const tooOften = await attempt('code', email);
	if (tooOften) return tooOften;
	const { backend } = await openInstance();
	const account = await accountOf(backend, email);
	const client = await personClient();
	const { error } = await client.auth.verifyOtp({ email, token, type: otpType(backend) });
	if (isAuthRetryableFetchError(error)) return unavailable(error);
	if (error) return wrong;
	await succeeded('code', email);
	return account?.confirmed ? null : endPassword();
}

/** Signs in by the link of a mail; returns where to go on, or why not. */
export async function signInWithLink(
	token: string
): Promise<{ next: string | null } | { refusal: string }> {
	const tooOften = await attempt('link');
	if (tooOften) return { refusal: tooOften };
	const { backend } = await openInstance();
	const account = await accountOfLink(backend, token);
	const client = await personClient();
	const { error } = await client.auth.verifyOtp({ token_hash: token, type: otpType(backend) });
	if (isAuthRetryableFetchError(error)) return { refusal: unavailable(error) };
	if (error || !account) return { refusal: m.error_link_spent() };
	await succeeded('link', account.email);
	const refusal = account.confirmed ? null : await endPassword();
	if (refusal) return { refusal };
	const { cookies } = getRequestEvent();
	const next = cookies.get(NEXT) ?? null;
	if (next) cookies.delete(NEXT, { path: '/' });
	return { next };
}

/** The embedded library knows a code from an e-mail by the older of its two names alone. */
const otpType = ({ kind }: Backend) => (kind === 'embedded' ? 'magiclink' : 'email');

/**
 * Where strangers can sign up, one may have made this account with a password of their own, and waited for
 * its person to confirm the address. So the first confirmation ends whatever password there was.
 */
async function endPassword(): Promise<string | null> {
	const client = await personClient();
	const { error } = await client.auth.updateUser({ password: unknownPassword() });
	if (!error) return null;
	await client.auth.signOut({ scope: 'global' });
	return unavailable(error);
}

/**
 * For whoever holds an invitation to that address, where Auth does not ask for a confirmation by mail: signs
 * in to their account with its password, or makes one with it. The work is the same.
 */
export async function join(email: string, password: string): Promise<string | null> {
	const tooOften = await attempt('password', email);
	if (tooOften) return tooOften;
	const { backend } = await openInstance();
	if (await accountOf(backend, email)) {
		if (await withPassword(email, password))
			return (await sendsMail()) ? m.account_exists() : m.account_exists_unmailed();
	} else {
		const { data, error } = await (await personClient()).auth.signUp({ email, password });
		// Without a session the account is not proven to be anybody's.
		if (error || !data.session) return unavailable(error ?? { message: 'session' });
	}
	await succeeded('password', email);
	return null;
}

export async function signOut(): Promise<void> {
	// Only this browser's session: the person may be at work on another machine.
	await (await personClient()).auth.signOut({ scope: 'local' });
}

/** Ends the request where Auth gives no answer at all. */
export function unavailable(error: { message: string; code?: string }): string {
	log().error({ code: error.code }, error.message);
	if (isAuthRetryableFetchError(error)) giveUp(503, m.error_sign_in());
	return m.error_sign_in();
}
