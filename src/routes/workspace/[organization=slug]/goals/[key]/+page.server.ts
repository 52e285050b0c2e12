import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { markdown } from '$lib/server/markdown.ts';
import * as goals from '$lib/server/workspace/goals.ts';
import { requireGoal } from '$lib/server/workspace/require-goal.ts';
import { reviewsOf } from '$lib/server/workspace/review-page.ts';
import { previewRevision } from '$lib/view/draft.ts';
import { rowReason } from '$lib/workspace/row-text.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { client, member, goal } = await requireGoal();
	const { revisions, draft, updates, closing, successors, published_seq } = goal;
	const published = url.searchParams.get('published') ?? '';
	return {
		title: goals.goalTitle(goal),
		text: previewRevision(goal, revisions.at(-1) ?? draft!, markdown),
		isPublished: published_seq !== null,
		hasDraft: draft !== null,
		revisions: revisions.toReversed().map((row) => ({ ...row, reason: rowReason(row) })),
		updates: updates.map(({ evidence, ...update }) => ({ ...update, evidence: evidence.length })),
		reviews: await reviewsOf(client, member, goal),
		closing,
		successors,
		justPublished: /^\d{1,15}$/.test(published) ? Number(published) : null
	};
};

export const actions: Actions = {
	remove: async () => {
		const { client, member, goal } = await requireGoal('leader');
		const refusal = await goals.remove(client, goal.id);
		if (refusal) return fail(409, { errors: { '': refusal.message } });
		redirect(303, to(`/workspace/${member.organization.slug}?notice=goal-deleted`));
	},
	discard: async () => {
		const { client, member, goal } = await requireGoal('leader');
		const refusal = await goals.discardRevision(client, goal.draft?.id ?? '');
		if (refusal) return fail(409, { errors: { '': refusal.message } });
		const path = `/workspace/${member.organization.slug}/goals/${goal.key}`;
		redirect(303, to(`${path}?notice=revision-discarded`));
	}
};
