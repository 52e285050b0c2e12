import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { m } from '../../paraglide/messages.js';
import type { FirstLeaderForm, SetUpForm } from '../../workspace/set-up-form.ts';
import { openInstance, operatorClient, publicClient } from '../backend/index.ts';
import { failure, type Failure } from '../failure.ts';

/** The first leader's way in: a one-time token that only who sees the terminal knows. */

// One per process: the module may be loaded twice (see backend/index.ts).
const slot = globalThis as typeof globalThis & { waymarkSetUpToken?: string };

/** Prints the set-up link while nobody can sign in. */
export async function announceSetUp(): Promise<void> {
	if (!(await needsSetUp())) return;
	const { config } = await openInstance();
	slot.waymarkSetUpToken ??= randomBytes(24).toString('base64url');
	console.log(
		`\nNobody can sign in yet. Set up the first leader (this link works once):\n  ${config.linkOrigin}/workspace/set-up?token=${slot.waymarkSetUpToken}\n`
	);
}

/** True while no membership exists. */
export async function needsSetUp(): Promise<boolean> {
	const { backend } = await openInstance();
	const { data, error } = await operatorClient(backend).rpc('needs_set_up');
	if (error) throw new Error(`The database does not answer: ${error.message}`);
	return data;
}

/** True where the token is the one in the terminal. */
export function isSetUpToken(token: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	const known = slot.waymarkSetUpToken;
	return known !== undefined && timingSafeEqual(digest(token), digest(known));
}

/** Makes the account and the first leader, and the organization unless it is in the record; spends the token. */
export async function setUp(form: SetUpForm | FirstLeaderForm): Promise<Failure | null> {
	const { backend } = await openInstance();
	const { email, password, name, slug } = form;
	const account = await publicClient(backend).auth.signUp({ email, password });
	// An account left by an attempt that failed later is taken up again with its password.
	const user =
		account.data.user ??
		(await publicClient(backend).auth.signInWithPassword({ email, password })).data.user;
	if (!user)
		return {
			code: 'account',
			message:
				account.error?.code === 'user_already_exists'
					? m.error_account_password()
					: m.error_account_failed()
		};
	const { error } = await operatorClient(backend).rpc('operator_set_up', {
		slug,
		registration: 'url' in form ? registration(form) : null,
		leader: user.id,
		leader_name: name
	});
	if (error) return failure(error);
	delete slot.waymarkSetUpToken;
	return null;
}

function registration(form: SetUpForm) {
	return {
		name: form.organization_name,
		url: form.url,
		kept_by: form.kept_by,
		kept_by_note: form.kept_by_note || null,
		roadmap: {
			title: form.roadmap_title,
			url: form.roadmap_url,
			cadence_days: form.cadence_days
		}
	};
}
