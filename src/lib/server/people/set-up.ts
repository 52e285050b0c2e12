import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { FirstLeaderForm, SetUpForm } from '../../workspace/set-up-form.ts';
import { openInstance, operatorClient, type Backend } from '../backend/index.ts';
import { failure, type Failure } from '../failure.ts';

/** The first leader's way in: a link that only who sees the terminal knows. It ends when there is a member. */

/** Prints the set-up link while nobody can sign in. */
export async function announceSetUp(): Promise<void> {
	if (!(await needsSetUp())) return;
	const { config, backend } = await openInstance();
	console.log(
		`\nNobody can sign in yet. Set up the first leader (this link works once):\n  ${config.linkOrigin}/workspace/set-up?token=${tokenOf(backend)}\n`
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
export async function isSetUpToken(token: string): Promise<boolean> {
	const { backend } = await openInstance();
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(token), digest(tokenOf(backend)));
}

/** Made from the secret key, so that every server of the instance prints and takes the same. */
const tokenOf = ({ secretKey }: Backend) =>
	createHmac('sha256', secretKey).update('set-up').digest('base64url').slice(0, 32);

/** Makes that person the first leader, and the organization unless it is in the record. */
export async function setUp(
	person: string,
	form: SetUpForm | FirstLeaderForm
): Promise<Failure | null> {
	const { backend } = await openInstance();
	const { error } = await operatorClient(backend).rpc('operator_set_up', {
		slug: form.slug,
		registration: 'url' in form ? registration(form) : null,
		leader: person,
		leader_name: form.name
	});
	return error && failure(error);
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
