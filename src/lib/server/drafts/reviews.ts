import type { ReviewDraft } from '../../drafts/kinds/review-form.ts';
import type { Client } from '../backend/backend.ts';
import { changedMeanwhile, failure, type Failure } from '../database/failure.ts';
import type { Member } from '../people/session.ts';
import { today } from '../record/today.ts';
import { byText, readAll } from '../database/read-all.ts';
import { changed, readOne } from '../database/answer.ts';

/** Reviews and their answers. Row-level security decides who may do what: a draft is its reviewer's alone. */

const DRAFT =
	// eslint-disable-next-line no-restricted-syntax -- names of columns
	'id, grade, agrees, evidence, reviewer_name, reviewer_relation, reviewer_conflicts, reviewer_access, material, statement, updated_at';

/** The reviewer's own draft of a review of that update, of which there is one at most. */
export async function draftOf(client: Client, member: Member, update: string) {
	return readOne(
		await client
			.from('reviews')
			.select(DRAFT)
			.eq('update_id', update)
			.eq('created_by', member.id)
			.is('published_seq', null)
			.maybeSingle()
	);
}
export type Draft = NonNullable<Awaited<ReturnType<typeof draftOf>>>;

const lastFirst = (a: { updated_at: string }, b: { updated_at: string }) =>
	byText(b.updated_at, a.updated_at);

/** The updates that the reviewer has drafted a review of, the one last worked on first. */
export async function drafted(client: Client, member: Member) {
	const rows = await readAll('id', () =>
		client
			.from('reviews')
			.select('id, updated_at, update:progress_updates(id, effective_on, goal:goals(key))')
			.eq('created_by', member.id)
			.is('published_seq', null)
	);
	return rows.sort(lastFirst).map(({ update: { id, effective_on, goal } }) => ({
		id,
		day: effective_on,
		goal: goal.key
	}));
}

/** The relation and conflicts that the reviewer declared last; null where they never did. */
export async function lastDeclared(client: Client, member: Member) {
	return readOne(
		await client
			.from('reviews')
			.select('reviewer_relation, reviewer_conflicts')
			.eq('created_by', member.id)
			.order('updated_at', { ascending: false })
			.limit(1)
			.maybeSingle()
	);
}

/**
 * Stores the draft. `stored` is the draft that there is and `seen` the version that was edited, empty
 * where there was none.
 */
export async function save(
	client: Client,
	member: Member,
	update: string,
	stored: Draft | null,
	draft: ReviewDraft,
	seen: string
): Promise<Failure | null> {
	if ((stored?.updated_at ?? '') !== seen) return changedMeanwhile();
	if (!stored) {
		const { error } = await client.from('reviews').insert({
			...draft,
			organization_id: member.organization.id,
			update_id: update,
			created_by: member.id,
			reviewer_name: member.name,
			reviewer_access: member.review_access ?? '',
			// Publishing sets the day.
			effective_on: today()
		});
		if (error?.code === '23505') return changedMeanwhile();
		return error && failure(error);
	}
	const { data, error } = await client
		.from('reviews')
		.update({ ...draft, reviewer_name: member.name })
		.eq('id', stored.id)
		.eq('updated_at', seen)
		.select('id');
	if (error) return failure(error);
	return data.length ? null : changedMeanwhile();
}

/** Publishes the reviewer's draft as it was seen. Returns the entry's number. */
export async function publish(
	client: Client,
	review: string,
	seen: string
): Promise<{ seq: number } | { failure: Failure }> {
	const { data, error } = await client.rpc('publish_review', { review, seen });
	return error ? { failure: failure(error) } : { seq: data };
}

/**
 * What the person drafted as a reviewer of organizations whose reviewer they are no longer. They may still
 * publish it, for by removing a reviewer an organization could hold a review back.
 */
export async function ofFormerReviewer(client: Client) {
	const rows = await readAll('id', () => client.rpc('drafts_of_former_reviewer'));
	return rows.sort(lastFirst);
}

/** Removes a draft. */
export async function remove(client: Client, review: string): Promise<Failure | null> {
	return changed(await client.from('reviews').delete().eq('id', review).select('id'));
}

/** The review that the organization published as that entry, with the goal that it speaks of. */
export async function published(client: Client, organization: string, seq: number) {
	return readOne(
		await client
			.from('reviews')
			.select('id, update:progress_updates!inner(key, goal:goals!inner(key))')
			.eq('organization_id', organization)
			.eq('published_seq', seq)
			.maybeSingle()
	);
}

/** Publishes the organization's answer to a review. Returns the entry's number. */
export async function answer(
	client: Client,
	review: string,
	statement: string
): Promise<{ seq: number } | { failure: Failure }> {
	const { data, error } = await client.rpc('answer_review', { review, statement });
	return error ? { failure: failure(error) } : { seq: data };
}
