import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { action } from '$lib/server/http/form.ts';
import { markdown } from '$lib/server/markdown.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { requireAnswer } from '$lib/server/drafts/answer-page.ts';
import { discardDraft, publishDraft } from '$lib/server/drafts/drafts.ts';
import { text } from '$lib/drafts/form.ts';
import { typedAnswer } from '$lib/drafts/kinds/review-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** The draft, where there is one; otherwise the goal's page, where a published one stands. */
async function requireDraft(event: Parameters<typeof requireAnswer>[0]) {
	const { draft, ...rest } = await requireAnswer(event);
	if (!draft) redirect(303, to(rest.path));
	return { ...rest, draft };
}

export const load: PageServerLoad = async (event) => {
	const { goal, review, draft, edit } = await requireDraft(event);
	const { statement, seen } = typedAnswer(draft);
	// Of a draft that a member wrote past the form there is nothing to look at yet.
	if (statement === '') redirect(303, to(edit));
	return { goal, review, seen, preview: { day: today(), statement: markdown(statement) } };
};

export const actions: Actions = {
	publish: action(requireDraft, async ({ client, draft, path }, form) => {
		const result = await publishDraft(client, { id: draft.id, seen: text(form, 'seen') });
		if ('failure' in result) return fail(409, { errors: { '': result.failure.message } });
		await refreshRecord();
		redirect(303, to(`${path}?published=${result.seq}`));
	}),
	discard: action(requireDraft, async ({ client, draft, path }) => {
		const refusal = await discardDraft(client, draft.id);
		if (refusal) return fail(409, { errors: { '': refusal.message } });
		redirect(303, to(`${path}?notice=draft-discarded`));
	})
};
