import { to } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import { attempt, succeeded } from '../attempts.ts';
import { openInstance } from '../backend/index.ts';
import { personClient } from '../session.ts';
import { DEMONSTRATION_PERSONS } from '../../workspace/demonstration.ts';

/** Signing in and out. Each verb returns null, or what went wrong in words. */

/** The persons of the demonstration; null where this is none. */
export async function demonstrationPersons() {
	const { backend } = await openInstance();
	if (!backend.demonstrationPassword) return null;
	return DEMONSTRATION_PERSONS.map(({ about, ...known }) => ({ ...known, about: about() }));
}

export async function signIn(email: string, password: string): Promise<string | null> {
	const tooOften = await attempt('password', email);
	if (tooOften) return tooOften;
	const { error } = await (await personClient()).auth.signInWithPassword({ email, password });
	if (!error) {
		await succeeded('password', email);
		return null;
	}
	return error.status === 400 ? m.error_credentials() : unavailable(error);
}

/** One click into the demonstration; only its persons, and only where there is one. */
export async function signInDemonstration(email: string): Promise<string | null> {
	const { backend } = await openInstance();
	const persons = await demonstrationPersons();
	if (!backend.demonstrationPassword || !persons?.some((known) => known.email === email))
		return m.error_no_demonstration();
	return signIn(email, backend.demonstrationPassword);
}

/** Sends a one-time link and code, if there is such an account; does not say whether there is. */
export async function sendCode(email: string): Promise<string | null> {
	const tooOften = await attempt('send', email);
	if (tooOften) return tooOften;
	const { config } = await openInstance();
	const { error } = await (
		await personClient()
	).auth.signInWithOtp({
		email,
		// The e-mail follows its language; its link is made there.
		options: { shouldCreateUser: false, emailRedirectTo: `${config.linkOrigin}${to('/workspace')}` }
	});
	if (!error || error.code === 'otp_disabled' || error.code === 'user_not_found') return null;
	if (error.status === 429) return m.error_code_sent();
	return unavailable(error);
}

export async function signInWithCode(email: string, token: string): Promise<string | null> {
	const tooOften = await attempt('code', email);
	if (tooOften) return tooOften;
	const client = await personClient();
	const { error } = await client.auth.verifyOtp({ email, token, type: await otpType() });
	if (error) return m.error_code_wrong();
	await succeeded('code', email);
	return null;
}

export async function signInWithLink(token: string): Promise<string | null> {
	const client = await personClient();
	const { error } = await client.auth.verifyOtp({ token_hash: token, type: await otpType() });
	return error ? m.error_link_spent() : null;
}

/** The embedded library knows a code from an e-mail by the older of its two names alone. */
async function otpType(): Promise<'magiclink' | 'email'> {
	const { backend } = await openInstance();
	return backend.kind === 'embedded' ? 'magiclink' : 'email';
}

export async function signUp(email: string, password: string): Promise<string | null> {
	const client = await personClient();
	const { data, error } = await client.auth.signUp({ email, password });
	if (error?.code === 'user_already_exists') return m.error_account_exists();
	if (error) return unavailable(error);
	return data.session ? null : m.error_confirm_email();
}

export async function signOut(): Promise<void> {
	// Only this browser's session: the person may be at work on another machine.
	await (await personClient()).auth.signOut({ scope: 'local' });
}

function unavailable(error: { message: string; code?: string }): string {
	console.error('auth:', error.code, error.message);
	return m.error_sign_in();
}
