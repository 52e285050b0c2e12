import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { action } from '$lib/server/http/form.ts';
import { markdown } from '$lib/server/markdown.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { memberships, personClient, requirePerson } from '$lib/server/people/session.ts';
import { today } from '$lib/server/record/today.ts';
import { publishDraft } from '$lib/server/drafts/drafts.ts';
import * as reviews from '$lib/server/drafts/reviews.ts';
import { previewReview } from '$lib/view/workspace/review.ts';
import { text } from '$lib/drafts/form.ts';
import { isChosen, reviewOf, reviewProblems } from '$lib/drafts/kinds/review-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const members = await memberships();
	const drafts = await reviews.ofFormerReviewer(await personClient());
	if (members.length === 1 && drafts.length === 0)
		redirect(303, to(`/workspace/${members[0]!.organization.slug}`));
	return {
		members,
		drafts: drafts.flatMap(({ id, organization_name, facts, updated_at }) => {
			const review = reviewOf(facts);
			if (!isChosen(review)) return [];
			return {
				id,
				organization: organization_name,
				goal: review.goal,
				seen: updated_at,
				preview: previewReview(review, today(), markdown),
				// They cannot write any more what they saw beyond what is public.
				problems: reviewProblems(review, 'public')
			};
		})
	};
};

export const actions: Actions = {
	publish: action(requirePerson, async (_, form) => {
		const client = await personClient();
		const which = { id: text(form, 'review'), seen: text(form, 'seen') };
		const result = await publishDraft(client, which);
		if ('failure' in result) return fail(409, { errors: { '': result.failure.message } });
		await refreshRecord();
		redirect(303, to(`/record?entry=${result.seq}`));
	})
};
