import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { action } from '$lib/server/http/form.ts';
import { ANSWER, requireAnswer } from '$lib/server/drafts/answer-page.ts';
import { draftAbout, saveDraft } from '$lib/server/drafts/drafts.ts';
import { isUuid } from '$lib/server/drafts/require-goal.ts';
import { differences } from '$lib/drafts/conflict.ts';
import { check } from '$lib/drafts/form.ts';
import {
	answerForm,
	answerLabels,
	readAnswer,
	typedAnswer
} from '$lib/drafts/kinds/review-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { goal, review, draft } = await requireAnswer(event);
	return {
		goal,
		review,
		stored: draft ? typedAnswer(draft) : { statement: '', draft: randomUUID(), seen: '' }
	};
};

export const actions: Actions = {
	save: action(requireAnswer, async ({ client, member, review, goal, draft, edit }, form) => {
		const typed = readAnswer(form);
		const checked = check(answerForm, typed);
		if (!checked.ok) return fail(422, { typed, errors: checked.errors });
		const made = isUuid(typed.draft) ? typed.draft : randomUUID();
		const which = { id: draft?.id ?? made, seen: typed.seen };
		const facts = { goal: goal.key, of: review.of, review: review.seq, ...checked.value };
		const { id } = member.organization;
		const refusal = await saveDraft(client, id, ANSWER, facts, which);
		if (!refusal) redirect(303, to(`${edit}/preview`));
		const errors = { '': refusal.message };
		const now = await draftAbout(client, id, ANSWER, String(review.seq));
		if (!now) return fail(409, { typed, errors });
		const stored = typedAnswer(now);
		const conflict = { seen: stored.seen, differences: differences(stored, typed, answerLabels()) };
		return fail(409, { typed, errors, conflict });
	})
};
