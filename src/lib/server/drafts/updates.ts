import type { ReturnedVersion } from '../../view/workspace/since-returned.ts';
import type { UpdateDraft } from '../../drafts/kinds/update-form.ts';
import type { Client } from '../backend/backend.ts';
import { failure, type Failure } from '../database/failure.ts';
import { byText, readAll } from '../database/read-all.ts';
import { changed, readOne } from '../database/answer.ts';

/** Progress updates with their evidence. Row-level security decides who may do what. */

/** The updates that are not published yet, the oldest day first. */
export async function unpublished(client: Client, organization: string) {
	const rows = await readAll('id', () =>
		client
			.from('progress_updates')
			.select(
				'id, goal_id, corrects_id, effective_on, created_at, grade, status, submitted_at, editors, author:memberships!progress_updates_created_by_fkey(id, name)'
			)
			.eq('organization_id', organization)
			.is('published_seq', null)
	);
	return rows.sort(byDay);
}
export type Unpublished = Awaited<ReturnType<typeof unpublished>>[number];

type Dated = { effective_on: string; created_at: string };
const byDay = (a: Dated, b: Dated) =>
	byText(a.effective_on, b.effective_on) || byText(a.created_at, b.created_at);

/** All updates of a goal without their words, drafts included, the newest day first. */
export async function ofGoal(client: Client, goal: string) {
	const rows = await readAll('id', () =>
		client
			.from('progress_updates')
			.select(
				'id, key, corrects_id, effective_on, grade, status, created_at, published_seq, author:memberships!progress_updates_created_by_fkey(id, name), editors'
			)
			.eq('goal_id', goal)
	);
	return rows.sort(byDay).reverse();
}
export type UpdateLine = Awaited<ReturnType<typeof ofGoal>>[number];

/** The criteria that the evidence of a goal's updates names, by the update's id; an item without any is one too. */
export async function criteriaOf(client: Client, goal: string) {
	const rows = await readAll('id', () =>
		client
			.from('evidence')
			.select('id, update_id, criteria, update:progress_updates!inner(goal_id)')
			.eq('update.goal_id', goal)
	);
	return Map.groupBy(rows, ({ update_id }) => update_id);
}

/** How many evidence items the updates, which are those of one page at most, have. */
export async function countEvidence(client: Client, ids: readonly string[]) {
	const counts = new Map<string, number>();
	if (!ids.length) return counts;
	const rows = await readAll('id', () =>
		client.from('evidence').select('id, update_id').in('update_id', ids)
	);
	for (const { update_id } of rows) counts.set(update_id, (counts.get(update_id) ?? 0) + 1);
	return counts;
}

/** One update with all there is of it; null where the organization has none of that id. */
export async function find(client: Client, organization: string, id: string) {
	const [found, evidence] = await Promise.all([
		client
			.from('progress_updates')
			.select(
				'id, goal_id, key, corrects_id, effective_on, grade, narrative, met, translation, status, submitted_at, created_at, updated_at, published_seq, author:memberships!progress_updates_created_by_fkey(id, name), editors, editor:memberships!progress_updates_edited_by_fkey(name), goal:goals!inner(key)'
			)
			.eq('organization_id', organization)
			.eq('id', id)
			.maybeSingle(),
		// Not embedded: of what is embedded, too, the database answers with so many rows and no more.
		readAll('id', () => client.from('evidence').select(EVIDENCE).eq('update_id', id))
	]);
	const update = readOne(found);
	return update && { ...update, evidence: evidence.sort(byPosition) };
}
export type Update = NonNullable<Awaited<ReturnType<typeof find>>>;

export const EVIDENCE =
	// eslint-disable-next-line no-restricted-syntax -- names of columns
	'id, update_id, position, kind, visibility, title, url, archived_url, sha256, file_sha256, file_name, file:evidence_files(media_type, bytes), criteria, redaction_category, redaction_description';

export const byPosition = (a: { position: number }, b: { position: number }) =>
	a.position - b.position;

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

/** What was said of the updates, which are those of one page at most, the oldest first. */
export async function comments(client: Client, ids: readonly string[]) {
	if (!ids.length) return [];
	const rows = await readAll('id', () =>
		client
			.from('update_comments')
			.select(
				'id, update_id, body, returns, created_at, author:memberships!update_comments_created_by_fkey(name)'
			)
			.in('update_id', ids)
	);
	return rows.sort((a, b) => byText(a.created_at, b.created_at));
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
