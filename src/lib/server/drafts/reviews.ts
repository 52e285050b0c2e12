import type { Organization } from '../../record/state.ts';
import { reviewOf, type ReviewDraft } from '../../drafts/kinds/review-form.ts';
import type { Client } from '../backend/backend.ts';
import { byText, readAll } from '../database/read-all.ts';
import type { Member } from '../people/session.ts';
import { draftAbout, draftsOf, lastOf } from './drafts.ts';

/** Drafts of reviews: each is its reviewer's alone. */

const KIND = 'review.published';

/** The update that a review is of, by its goal's key and its own. */
export type Reviewed = { goal: string; of: string };
const subjectOf = ({ goal, of }: Reviewed) => `${goal}/${of}`;

/** The reviewer's own draft of a review of that update, of which there is one at most. */
export const draftOf = (client: Client, member: Member, update: Reviewed) =>
	draftAbout(client, member.organization.id, KIND, subjectOf(update));

/** The updates that the reviewer has drafted a review of, the one last worked on first. */
export async function drafted(client: Client, member: Member): Promise<Reviewed[]> {
	const drafts = await draftsOf(client, member.organization.id, KIND);
	return drafts
		.sort((a, b) => byText(b.updated_at, a.updated_at))
		.map(({ subject }) => {
			const [goal = '', of = ''] = (subject ?? '').split('/');
			return { goal, of };
		});
}

/** The same as the workspace knows them: by id, with their day. */
export async function draftedUpdates(client: Client, member: Member) {
	const reviews = await drafted(client, member);
	if (reviews.length === 0) return [];
	const keys = [...new Set(reviews.map(({ of }) => of))];
	const updates = await readAll('id', () =>
		client
			.from('progress_updates')
			.select('id, key, effective_on, goal:goals!inner(key)')
			.eq('organization_id', member.organization.id)
			.in('key', keys)
	);
	return reviews.flatMap(({ goal, of }) => {
		const update = updates.find((each) => each.goal.key === goal && each.key === of);
		return update ? [{ id: update.id, day: update.effective_on, goal }] : [];
	});
}

/** The relation and conflicts that the reviewer declared last; null where they never did. */
export async function lastDeclared(
	client: Client,
	member: Member,
	recorded: Organization | undefined
) {
	const last = await lastOf(client, member, [KIND, 'revision.reviewed']);
	if (!last) return null;
	const entry = recorded?.entries.find(({ seq }) => seq === last.published_seq);
	return reviewOf(entry ?? last.facts).reviewer;
}

/** What is stored: what was typed, and who reviews what. */
export const factsOf = (member: Member, update: Reviewed, { reviewer, ...typed }: ReviewDraft) => ({
	...update,
	...typed,
	reviewer: { ...reviewer, name: member.name, access: member.review_access ?? 'public' }
});

/**
 * What the person drafted as a reviewer of organizations whose reviewer they are no longer. They may still
 * publish it, for by removing a reviewer an organization could hold a review back.
 */
export async function ofFormerReviewer(client: Client) {
	const rows = await readAll('id', () => client.rpc('drafts_of_former_role'));
	return rows.sort((a, b) => byText(b.updated_at, a.updated_at));
}
