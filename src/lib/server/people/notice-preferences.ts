import type { NoticeForm } from '../../drafts/people/notice-form.ts';
import { openInstance } from '../instance.ts';
import { publicClient, type Client } from '../backend/backend.ts';
import { failure, type Failure } from '../database/failure.ts';
import { read, readOne } from '../database/answer.ts';
import { addresses } from './members.ts';

/** How members are told of what happens, chosen in the workspace or by the link in a mail. */

/** The member's address, and what they chose; null where they have chosen nothing yet. */
export async function preference(client: Client, organization: string, membership: string) {
	const [chosen, known] = await Promise.all([
		client
			.from('notice_preferences')
			.select('delivery, language')
			.eq('membership_id', membership)
			.maybeSingle(),
		addresses(client, organization)
	]);
	return { chosen: readOne(chosen) as NoticeForm | null, email: known.get(membership) ?? '' };
}

export async function choose(
	client: Client,
	organization: string,
	form: NoticeForm
): Promise<Failure | null> {
	const { error } = await client.rpc('choose_notices', { organization, ...form });
	return error && failure(error);
}

/** The organization whose mails a link stops, and whether they are stopped; null for an unknown link. */
export async function ofLink(
	token: string
): Promise<{ organization: string; stopped: boolean } | null> {
	const [found] = read(await (await anybody()).rpc('notice_link', { token }));
	return found
		? { organization: found.organization_name, stopped: found.delivery === 'none' }
		: null;
}

/** Stops the mails that a link came with. False for an unknown link. */
export async function stop(token: string): Promise<boolean> {
	return read(await (await anybody()).rpc('stop_notices', { token }));
}

// Whoever may be signed in on the machine: the link is all that counts.
const anybody = async () => publicClient((await openInstance()).backend);
