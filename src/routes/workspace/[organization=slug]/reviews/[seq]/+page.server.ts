import { error, fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { markdown } from '$lib/server/markdown.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { requireRole } from '$lib/server/people/session.ts';
import { today } from '$lib/server/record/today.ts';
import { recordedGoal } from '$lib/server/drafts/review-page.ts';
import * as reviews from '$lib/server/drafts/reviews.ts';
import { titleAsOf } from '$lib/view/shared/in-language.ts';
import { reviewedUpdates } from '$lib/view/workspace/review.ts';
import { check } from '$lib/drafts/form.ts';
import { answerForm, readAnswer } from '$lib/drafts/kinds/review-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** The published review that the route names by its entry's number, for a leader. */
async function requirePublished({ params }: { params: { seq?: string } }) {
	const { client, member } = await requireRole('leader');
	const seq = /^\d{1,15}$/.test(params.seq!) ? Number(params.seq) : 0;
	const row = await reviews.published(client, member.organization.id, seq);
	if (!row) error(404, m.reviews_no_review());
	const path = `/workspace/${member.organization.slug}/goals/${row.update.goal.key}`;
	return { client, member, row, seq, path };
}

export const load: PageServerLoad = async (event) => {
	await refreshRecord();
	const { member, row, seq } = await requirePublished(event);
	const { key } = row.update.goal;
	const goal = await recordedGoal(member, key);
	const review =
		goal &&
		reviewedUpdates(goal, today(), markdown)
			.flatMap((update) => update.reviews)
			.find((each) => each.seq === seq);
	if (!review) error(404, m.reviews_no_review());
	return { goal: { key, title: titleAsOf(goal, today()) }, review };
};

export const actions: Actions = {
	change: action(requirePublished, (_, form) => ({
		typed: readAnswer(form),
		errors: {},
		confirm: null
	})),
	preview: action(requirePublished, (_, form) => {
		const typed = readAnswer(form);
		const checked = check(answerForm, typed);
		if (!checked.ok) return fail(422, { typed, errors: checked.errors, confirm: null });
		const statement = markdown(checked.value.statement);
		return { typed, errors: {}, confirm: { day: today(), statement } };
	}),
	publish: action(requirePublished, async ({ client, row, path }, form) => {
		const typed = readAnswer(form);
		const result = await reviews.answer(client, row.id, typed.statement);
		await refreshRecord();
		if ('seq' in result) redirect(303, to(`${path}?published=${result.seq}`));
		return fail(409, { typed, errors: { '': result.failure.message }, confirm: null });
	})
};
