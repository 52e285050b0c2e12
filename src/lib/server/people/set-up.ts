import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { FirstLeaderForm, SetUpForm } from '../../drafts/people/set-up-form.ts';
import { openInstance } from '../instance.ts';
import { operatorClient } from '../backend/backend.ts';
import type { Config } from '../config.ts';
import { failure, type Failure } from '../database/failure.ts';
import { read } from '../database/answer.ts';

/** The first leader's way in: a link that only who runs the instance can make. It ends when there is a member. */

/** Sets up the first leader while there is no member, and nothing after. */
export function setUpLink({ linkOrigin }: Config, secretKey: string): string {
	return `${linkOrigin}/workspace/set-up?token=${tokenOf(secretKey)}`;
}

/** True while no membership exists. */
export async function needsSetUp(): Promise<boolean> {
	const { backend } = await openInstance();
	return read(await operatorClient(backend).rpc('needs_set_up'));
}

/** True where the token is that of the link. */
export async function isSetUpToken(token: string): Promise<boolean> {
	const { backend } = await openInstance();
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(token), digest(tokenOf(backend.secretKey)));
}

/** Made from the secret key, so that every server of the instance makes and takes the same. */
const tokenOf = (secretKey: string) =>
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
