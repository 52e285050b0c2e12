import { failure, type Failure } from '../database/failure.ts';
import type { Client } from '../backend/backend.ts';
import { byText, readAll } from '../database/read-all.ts';
import { changed, read } from '../database/answer.ts';

/** Members of an organization and invitations to it. Row-level security decides who may do what. */

export async function list(client: Client, organization: string) {
	const rows = await readAll('id', () =>
		client
			.from('memberships')
			.select('id, name, role, review_access, created_at, removed_at')
			.eq('organization_id', organization)
	);
	return rows.sort((a, b) => byText(a.created_at, b.created_at));
}

/** The addresses that the caller may know, by membership: a leader everybody's, others their own. */
export async function addresses(client: Client, organization: string) {
	const rows = await readAll('id', () => client.rpc('member_addresses', { organization }));
	return new Map(rows.map(({ id, email }) => [id, email]));
}

/** Invitations that can still be accepted, the latest first. */
export async function openInvitations(client: Client, organization: string) {
	const now = new Date().toISOString();
	const rows = await readAll('id', () =>
		client
			.from('invitations')
			.select('id, email, role, review_access, created_at, expires_at')
			.eq('organization_id', organization)
			.is('accepted_at', null)
			.is('revoked_at', null)
			.gt('expires_at', now)
	);
	return rows.sort((a, b) => byText(b.created_at, a.created_at));
}

/** Whether there is a second member, or somebody could become it. */
export async function hasInvited(client: Client, organization: string): Promise<boolean> {
	const present = (await list(client, organization)).filter(({ removed_at }) => !removed_at);
	return present.length > 1 || (await openInvitations(client, organization)).length > 0;
}

/** Returns the token for the link, which cannot be shown again. */
export async function invite(
	client: Client,
	organization: string,
	invitation: { email: string; role: string; review_access?: string }
): Promise<{ token: string } | { failure: Failure }> {
	const { data, error } = await client.rpc('create_invitation', { organization, ...invitation });
	return error ? { failure: failure(error) } : { token: data };
}

export async function revoke(client: Client, invitation: string): Promise<Failure | null> {
	return changed(
		await client
			.from('invitations')
			.update({ revoked_at: new Date().toISOString() })
			.eq('id', invitation)
			.is('accepted_at', null)
			.select('id')
	);
}

/** Changes a member's role or what a reviewer may see, or removes the member (their access ends at once). */
export async function change(
	client: Client,
	membership: string,
	values: { role: string } | { review_access: string } | { removed_at: string }
): Promise<Failure | null> {
	return changed(await client.from('memberships').update(values).eq('id', membership).select('id'));
}

export type InvitationDetails = {
	organization_name: string;
	organization_slug: string;
	email: string;
	role: string;
	/** What a reviewer will see; null for other roles. */
	review_access: string | null;
	status: 'open' | 'revoked' | 'accepted' | 'expired';
};

/** What the holder of a link may see; null for an unknown link. */
export async function invitation(client: Client, token: string): Promise<InvitationDetails | null> {
	const [found] = read(await client.rpc('invitation_details', { token }));
	return (found as InvitationDetails | undefined) ?? null;
}

/** Makes the signed-in person a member; returns the organization's slug. */
export async function accept(
	client: Client,
	token: string,
	name: string
): Promise<{ slug: string } | { failure: Failure }> {
	const { data, error } = await client.rpc('accept_invitation', { token, name });
	return error ? { failure: failure(error) } : { slug: data };
}

/** How many leaders the organization has. */
export async function countLeaders(client: Client, organization: string): Promise<number> {
	const found = client.from('memberships').select('id').eq('organization_id', organization);
	// Two are as many as anybody asks for.
	const { data, error } = await found.eq('role', 'leader').is('removed_at', null).limit(2);
	if (error) throw error;
	return data.length;
}

/** Switches the two-person rule, in public. Returns the entry's number. */
export async function setTwoPersonRule(
	client: Client,
	organization: string,
	enforced: boolean
): Promise<{ seq: number } | { failure: Failure }> {
	const { data, error } = await client.rpc('set_two_person_rule', { organization, enforced });
	return error ? { failure: failure(error) } : { seq: data };
}
