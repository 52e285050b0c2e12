import type { ReturnedVersion } from '../../view/since-returned.ts';
import type { UpdateDraft } from '../../workspace/update-form.ts';
import type { Client } from '../backend/index.ts';
import { failure, type Failure } from '../failure.ts';
import { changed, read, readOne } from './answer.ts';

/** Progress updates with their evidence. Row-level security decides who may do what. */

/** The updates that are not published yet, the oldest day first. */
export async function unpublished(client: Client, organization: string) {
	return read(
		await client
			.from('progress_updates')
			.select(
				'id, goal_id, corrects_id, effective_on, grade, status, submitted_at, editors, author:memberships!progress_updates_created_by_fkey(id, name)'
			)
			.eq('organization_id', organization)
			.is('published_seq', null)
			.order('effective_on')
			.order('created_at')
	);
}
export type Unpublished = Awaited<ReturnType<typeof unpublished>>[number];

const UPDATE =
	// eslint-disable-next-line no-restricted-syntax -- names of columns
	'id, goal_id, key, corrects_id, effective_on, grade, narrative, translation, status, submitted_at, created_at, updated_at, published_seq, author:memberships!progress_updates_created_by_fkey(id, name), editors, editor:memberships!progress_updates_edited_by_fkey(name), revision:goal_revisions(number), evidence(position, kind, visibility, title, url, archived_url, sha256, file_sha256, file_name, file:evidence_files(media_type, bytes), criteria, redaction_category, redaction_description)';

/** All updates of a goal, drafts included, the newest day first. */
export async function ofGoal(client: Client, goal: string) {
	return read(
		await client
			.from('progress_updates')
			.select(UPDATE)
			.eq('goal_id', goal)
			.order('effective_on', { ascending: false })
			.order('created_at', { ascending: false })
			.order('position', { referencedTable: 'evidence' })
	);
}
export type Update = Awaited<ReturnType<typeof ofGoal>>[number];

/** The key of the goal that an update is of; null where the organization has no such update. */
export async function goalOf(
	client: Client,
	organization: string,
	update: string
): Promise<string | null> {
	const found = readOne(
		await client
			.from('progress_updates')
			.select('goal:goals!inner(key)')
			.eq('organization_id', organization)
			.eq('id', update)
			.maybeSingle()
	);
	return found?.goal.key ?? null;
}

/**
 * Makes a draft by an id of its own, which is `taken` where it was made before; `corrects` is the id of the
 * update that it corrects.
 */
export async function create(
	client: Client,
	{ id, goal_id }: { id: string; goal_id: string },
	{ evidence, ...draft }: UpdateDraft,
	corrects?: string
): Promise<Failure | null> {
	const { error } = await client.rpc('save_progress_update', {
		goal: goal_id,
		draft: { ...draft, id },
		evidence,
		corrects
	});
	return error && failure(error);
}

/** Overwrites a draft and its evidence. `seen` is the version that was edited. */
export async function save(
	client: Client,
	{ id, goal_id }: { id: string; goal_id: string },
	{ evidence, ...draft }: UpdateDraft,
	seen: string
): Promise<Failure | null> {
	const { error } = await client.rpc('save_progress_update', {
		goal: goal_id,
		draft,
		evidence,
		progress_update: id,
		seen
	});
	return error && failure(error);
}

/** Hands a draft to the leaders, as it was `seen` where that is given. */
export async function submit(
	client: Client,
	update: string,
	seen?: string
): Promise<Failure | null> {
	const { error } = await client.rpc('submit_progress_update', { progress_update: update, seen });
	return error && failure(error);
}

/** Makes a draft again of what its author has submitted. */
export async function takeBack(client: Client, update: string): Promise<Failure | null> {
	const { error } = await client.rpc('take_back_progress_update', { progress_update: update });
	return error && failure(error);
}

/** Sends a submitted update back to its author. */
export async function sendBack(
	client: Client,
	update: string,
	comment: string
): Promise<Failure | null> {
	const { error } = await client.rpc('return_progress_update', {
		progress_update: update,
		comment
	});
	return error && failure(error);
}

/** What was said of the updates, the oldest first. */
export async function comments(client: Client, ids: readonly string[]) {
	return read(
		await client
			.from('update_comments')
			.select(
				'id, update_id, body, returns, created_at, author:memberships!update_comments_created_by_fkey(name)'
			)
			.in('update_id', ids)
			.order('created_at')
	);
}
export type Comment = Awaited<ReturnType<typeof comments>>[number];

/**
 * What the entry of an update would have said when it was last returned; null where it never was, or where
 * the reader is not of the team.
 */
export async function returnedVersion(
	client: Client,
	update: string
): Promise<ReturnedVersion | null> {
	const found = readOne(
		await client
			.from('update_comments')
			.select('returned_version')
			.eq('update_id', update)
			.not('returned_version', 'is', null)
			.order('created_at', { ascending: false })
			.limit(1)
			.maybeSingle()
	);
	return found && (found.returned_version as unknown as ReturnedVersion);
}

export async function comment(
	client: Client,
	ids: { organization_id: string; update_id: string; created_by: string },
	body: string
): Promise<Failure | null> {
	const { error } = await client.from('update_comments').insert({ ...ids, body });
	return error && failure(error);
}

/** Publishes an update as it was seen. Returns the entry's number. */
export async function publish(
	client: Client,
	update: string,
	seen: string
): Promise<{ seq: number } | { failure: Failure }> {
	const { data, error } = await client.rpc('publish_progress_update', {
		progress_update: update,
		seen
	});
	return error ? { failure: failure(error) } : { seq: data };
}

/** Removes a draft. */
export async function remove(client: Client, update: string): Promise<Failure | null> {
	return changed(await client.from('progress_updates').delete().eq('id', update).select('id'));
}
