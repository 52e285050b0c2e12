import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { action } from '$lib/server/http/form.ts';
import { markdown } from '$lib/server/markdown.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { discardDraft, publishDraft } from '$lib/server/drafts/drafts.ts';
import { scoreEffect } from '$lib/server/drafts/score-effect.ts';
import { requireReview } from '$lib/server/drafts/review-page.ts';
import { reviewEntry } from '$lib/drafts/kinds/review-entry.ts';
import { previewReview } from '$lib/view/workspace/review.ts';
import { text } from '$lib/drafts/form.ts';
import { isChosen, reviewOf, reviewProblems } from '$lib/drafts/kinds/review-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** The draft, where there is one; otherwise the goal's page, where a published one stands. */
async function requireDraft() {
	const { draft, ...rest } = await requireReview();
	const path = `/workspace/${rest.member.organization.slug}/goals/${rest.goal.key}`;
	if (!draft) redirect(303, to(path));
	return { ...rest, draft, path, review: reviewOf(draft.facts) };
}

export const load: PageServerLoad = async () => {
	const { member, goal, update, draft, review } = await requireDraft();
	const { slug } = member.organization;
	// Of a draft that its reviewer wrote past the form there is nothing to look at yet.
	if (!isChosen(review)) redirect(303, to(`/workspace/${slug}/updates/${update.id}/review`));
	const entry = reviewEntry(review, today());
	return {
		goal: { key: goal.key, title: goal.revisions.at(-1)?.title ?? goal.key },
		preview: previewReview(review, today(), markdown),
		scoreEffect: await scoreEffect(slug, [entry]),
		seen: draft.updated_at,
		problems: reviewProblems(review)
	};
};

export const actions: Actions = {
	publish: action(requireDraft, async ({ client, draft, path }, form) => {
		const result = await publishDraft(client, { id: draft.id, seen: text(form, 'seen') });
		if ('failure' in result) return fail(409, { errors: { '': result.failure.message } });
		await refreshRecord();
		redirect(303, to(`${path}?published=${result.seq}`));
	}),
	remove: action(requireDraft, async ({ client, draft, path }) => {
		const refusal = await discardDraft(client, draft.id);
		if (refusal) return fail(409, { errors: { '': refusal.message } });
		redirect(303, to(`${path}?notice=review-deleted`));
	})
};
