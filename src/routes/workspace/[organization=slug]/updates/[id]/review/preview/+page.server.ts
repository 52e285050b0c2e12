import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { action } from '$lib/server/http/form.ts';
import { markdown } from '$lib/server/markdown.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { scoreEffect } from '$lib/server/drafts/score-effect.ts';
import { requireReview } from '$lib/server/drafts/review-page.ts';
import * as reviews from '$lib/server/drafts/reviews.ts';
import { reviewEntry } from '$lib/view/workspace/score-effect.ts';
import { previewReview } from '$lib/view/workspace/review.ts';
import { text } from '$lib/drafts/form.ts';
import { reviewProblems } from '$lib/drafts/kinds/review-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** The draft, where there is one; otherwise the goal's page, where a published one stands. */
async function requireDraft() {
	const { draft, ...rest } = await requireReview();
	const path = `/workspace/${rest.member.organization.slug}/goals/${rest.goal.key}`;
	if (!draft) redirect(303, to(path));
	return { ...rest, draft, path };
}

export const load: PageServerLoad = async () => {
	const { member, goal, update, draft, access } = await requireDraft();
	// A published update has its key.
	const entry = reviewEntry(goal.key, update.key!, draft, access, today());
	return {
		goal: { key: goal.key, title: goal.revisions.at(-1)?.title ?? goal.key },
		preview: previewReview(draft, access, today(), markdown),
		scoreEffect: await scoreEffect(member.organization.slug, [entry]),
		seen: draft.updated_at,
		problems: reviewProblems(draft, access)
	};
};

export const actions: Actions = {
	publish: action(requireDraft, async ({ client, draft, path }, form) => {
		const result = await reviews.publish(client, draft.id, text(form, 'seen'));
		if ('failure' in result) return fail(409, { errors: { '': result.failure.message } });
		await refreshRecord();
		redirect(303, to(`${path}?published=${result.seq}`));
	}),
	remove: action(requireDraft, async ({ client, draft, path }) => {
		const refusal = await reviews.remove(client, draft.id);
		if (refusal) return fail(409, { errors: { '': refusal.message } });
		redirect(303, to(`${path}?notice=review-deleted`));
	})
};
