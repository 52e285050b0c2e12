import type { UpdateDraft } from '../../drafts/kinds/update-form.ts';
import type { Client } from '../backend/backend.ts';
import { failure, type Failure } from '../database/failure.ts';
import { byText, readAll } from '../database/read-all.ts';
import { changed } from '../database/answer.ts';

/** Access tokens, and posting with one. Row-level security and the token decide who may do what. */

/** The tokens that the caller sees, the latest first: of a leader those of every member. */
export async function list(client: Client, organization: string) {
	const rows = await readAll('id', () =>
		client
			.from('access_tokens')
			.select(
				'id, name, scopes, created_at, expires_at, last_used_at, revoked_at, owner:memberships!access_tokens_membership_id_fkey(id, name)'
			)
			.eq('organization_id', organization)
	);
	return rows.sort((a, b) => byText(b.created_at, a.created_at));
}
export type Token = Awaited<ReturnType<typeof list>>[number];

/** Returns the token, which cannot be shown again. */
export async function create(
	client: Client,
	organization: string,
	values: { name: string; scopes: string[]; days: number }
): Promise<{ token: string } | { failure: Failure }> {
	const { data, error } = await client.rpc('create_access_token', { organization, ...values });
	return error ? { failure: failure(error) } : { token: data };
}

export async function revoke(client: Client, token: string): Promise<Failure | null> {
	return changed(
		await client
			.from('access_tokens')
			.update({ revoked_at: new Date().toISOString() })
			.eq('id', token)
			.select('id')
	);
}

/** A post as the database tells it from others; `fingerprint` is of what is posted and where. */
export type Post = {
	token: string;
	/** The organization's slug. */
	organization: string;
	submit: boolean;
	idempotency_key: string;
	fingerprint: string;
};
export type Posted = { id: string; status: 'draft' | 'submitted' };

/** What the same post was answered before, null for a new one. `client` is the public's. */
export async function postedBefore(
	client: Client,
	post: Post
): Promise<{ answer: Posted | null } | { failure: Failure }> {
	const { data, error } = await client.rpc('posted_update', post);
	return error ? { failure: failure(error) } : { answer: data as Posted | null };
}

/** Drafts or submits the update as the token's owner; `goal` is its key, `client` the public's. */
export async function post(
	client: Client,
	post: Post & { goal: string },
	{ evidence, ...draft }: UpdateDraft
): Promise<{ answer: Posted } | { failure: Failure }> {
	const { data, error } = await client.rpc('post_progress_update', { ...post, draft, evidence });
	return error ? { failure: failure(error) } : { answer: data as Posted };
}

/** Whether the token is good for anything there, files at the least; `organization` is the slug, `client` the public's. */
export async function mayPost(
	client: Client,
	post: { token: string; organization: string }
): Promise<Failure | null> {
	const { error } = await client.rpc('expect_file', post);
	return error && failure(error);
}
