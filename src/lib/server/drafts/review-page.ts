import { error } from '@sveltejs/kit';
import { m } from '../../paraglide/messages.js';
import type { Goal as RecordedGoal } from '../../record/state.ts';
import { reviewedUpdates } from '../../view/workspace/review.ts';
import type { Client } from '../backend/backend.ts';
import { markdown } from '../markdown.ts';
import { organization } from '../record/record.ts';
import type { Member } from '../people/session.ts';
import { today } from '../record/today.ts';
import type { Goal } from './goals.ts';
import { requireUpdate } from './require-goal.ts';
import * as reviews from './reviews.ts';

/** What the pages of reviews have in common. */

/** The goal as the record has it. */
export async function recordedGoal(member: Member, key: string): Promise<RecordedGoal | undefined> {
	return (await organization(member.organization.slug))?.goals.get(key);
}

/**
 * The published updates of a goal with their reviews: to a reviewer all, with whether they drafted a
 * review of each, to others those that were reviewed.
 */
export async function reviewsOf(client: Client, member: Member, goal: Goal) {
	const recorded = await recordedGoal(member, goal.key);
	const reviewer = member.role === 'reviewer';
	const drafted = new Set(
		(reviewer ? await reviews.drafted(client, member) : [])
			.filter((review) => review.goal === goal.key)
			.map(({ of }) => of)
	);
	const all = recorded ? reviewedUpdates(recorded, today(), markdown) : [];
	const idOf = new Map(goal.updates.map(({ key, id }) => [key, id]));
	return all.flatMap((update) => {
		const id = idOf.get(update.key);
		if (id === undefined || !(reviewer || update.reviews.length)) return [];
		return [{ ...update, id, drafted: drafted.has(update.key) }];
	});
}

/** The published update that the route names with the reviewer's own draft of a review, if any. */
export async function requireReview() {
	const { client, member, goal, update } = await requireUpdate('reviewer');
	if (update.published_seq === null) error(409, m.reviews_not_published());
	// A published update has its key.
	const reviewed = { goal: goal.key, of: update.key! };
	const draft = await reviews.draftOf(client, member, reviewed);
	return { client, member, goal, update, reviewed, draft };
}
