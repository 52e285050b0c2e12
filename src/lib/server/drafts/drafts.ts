import type { DraftKind } from '../../drafts/draft-kind.ts';
import type { Unrecorded } from '../../record/entries.ts';
import type { Client } from '../backend/backend.ts';
import type { Json } from '../database.types.ts';
import { failure, type Failure } from '../database/failure.ts';
import { byText, readAll } from '../database/read-all.ts';
import { readOne } from '../database/answer.ts';

/**
 * Drafts of what is going to be an entry, of any kind but those with tables of their own. Row-level security and
 * the database's functions decide who may do what; see supabase/schemas/drafts.sql.
 */

const COLUMNS =
	// eslint-disable-next-line no-restricted-syntax -- names of columns
	'id, kind, subject, facts, status, editors, created_at, submitted_at, updated_at, published_seq, author:memberships!drafts_created_by_fkey(id, name), submitter:memberships!drafts_submitted_by_fkey(id, name)';

const findAll = (client: Client, organization: string) =>
	client
		.from('drafts')
		.select(COLUMNS)
		.eq('organization_id', organization)
		// Kept for what was said of it, and in no list.
		.neq('status', 'discarded');
const find = (client: Client, organization: string, kind: DraftKind) =>
	findAll(client, organization).eq('kind', kind);

/** The drafts, of a kind or of all, that the member may see and that are not published, the last begun first. */
export async function draftsOf(client: Client, organization: string, kind?: DraftKind) {
	const rows = await readAll('id', () => {
		const drafts = findAll(client, organization).is('published_seq', null);
		return kind ? drafts.eq('kind', kind) : drafts;
	});
	return rows.sort((a, b) => byText(b.created_at, a.created_at));
}
export type Draft = Awaited<ReturnType<typeof draftsOf>>[number];

/** One draft, also once it is published; null where the member sees no such draft, or it was discarded. */
export async function draftById(client: Client, organization: string, kind: DraftKind, id: string) {
	return readOne(await find(client, organization, kind).eq('id', id).maybeSingle());
}

/** The kind of a draft that the member sees; null where they see no such draft. */
export async function anyDraft(client: Client, organization: string, id: string) {
	const found = client.from('drafts').select('kind').eq('organization_id', organization);
	return readOne(await found.eq('id', id).maybeSingle())?.kind ?? null;
}

/** Who drafts, and where. */
type Author = { id: string; organization: { id: string } };

/** What the member worked on last of those kinds; null where there is nothing. */
export async function lastOf(client: Client, member: Author, kinds: readonly DraftKind[]) {
	return readOne(
		await client
			.from('drafts')
			.select('facts, published_seq')
			.eq('organization_id', member.organization.id)
			.eq('created_by', member.id)
			.in('kind', [...kinds])
			.order('updated_at', { ascending: false })
			.limit(1)
			.maybeSingle()
	);
}

/** What the member may go on with of a subject, as the kind names it; null where there is no draft of it. */
export async function draftAbout(
	client: Client,
	organization: string,
	kind: DraftKind,
	subject: string
): Promise<Draft | null> {
	const open = find(client, organization, kind).is('published_seq', null);
	return readOne(await open.eq('subject', subject).maybeSingle());
}

/** Why a draft was returned, the last time: who said it and what. */
export async function returnedWith(client: Client, draft: string) {
	return readOne(
		await client
			.from('draft_comments')
			.select('body, author:memberships(name)')
			.eq('draft_id', draft)
			.order('created_at', { ascending: false })
			.limit(1)
			.maybeSingle()
	);
}

/** Which draft is meant, and the version that was seen of it, where that matters. */
export type Which = { id: string; seen?: string };

/** Stores a draft over the version that was seen; `seen` is empty for a new one, which gets that id. */
export async function saveDraft(
	client: Client,
	organization: string,
	kind: DraftKind,
	facts: object,
	{ id, seen }: Required<Which>
): Promise<Failure | null> {
	const call = { organization, kind, facts: facts as Json, draft: id };
	const { error } = await client.rpc('save_draft', seen === '' ? call : { ...call, seen });
	return error && failure(error);
}

/**
 * The entry that publishing a draft would append, as the database makes it: its day and its fields; or the first
 * thing in its way.
 */
export async function previewDraft(client: Client, id: string, added: object = {}) {
	const { data, error } = await client.rpc('preview_draft', { draft: id, added: added as Json });
	return error
		? { failure: failure(error), entry: null }
		: { failure: null, entry: data as unknown as Unrecorded };
}

/** Hands a draft to the other leaders. `added` is what is only known now; see the kind's function in SQL. */
export async function submitDraft(client: Client, { id, seen }: Which, added: object = {}) {
	const { error } = await client.rpc('submit_draft', { draft: id, seen, added: added as Json });
	return error && failure(error);
}

export async function takeBackDraft(client: Client, id: string): Promise<Failure | null> {
	const { error } = await client.rpc('take_back_draft', { draft: id });
	return error && failure(error);
}

export async function returnDraft(client: Client, id: string, comment: string) {
	const { error } = await client.rpc('return_draft', { draft: id, comment });
	return error && failure(error);
}

export async function discardDraft(client: Client, id: string): Promise<Failure | null> {
	const { error } = await client.rpc('discard_draft', { draft: id });
	return error && failure(error);
}

/** Publishes a draft as it was seen; gives its entry's number, also where it was published before. */
export async function publishDraft(
	client: Client,
	which: Which,
	added: object = {}
): Promise<{ seq: number } | { failure: Failure }> {
	const drafts = [{ ...which, added }] as Json;
	const { data, error } = await client.rpc('publish_drafts', { drafts });
	return error ? { failure: failure(error) } : { seq: data[0]! };
}
