import { randomUUID } from 'node:crypto';
import { fail } from '@sveltejs/kit';
import { action } from '$lib/server/http/form.ts';
import { ANSWER, requireAnswer } from '$lib/server/drafts/answer-page.ts';
import { storeDraft } from '$lib/server/drafts/draft-page.ts';
import { draftAbout } from '$lib/server/drafts/drafts.ts';
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
		const { id } = member.organization;
		const about = { goal: goal.key, of: review.of, review: review.seq };
		return storeDraft(
			{ client, member },
			{
				kind: ANSWER,
				facts: { ...about, ...checked.value },
				typed,
				draft,
				now: () => draftAbout(client, id, ANSWER, String(review.seq)),
				typedOf: typedAnswer,
				labels: answerLabels(),
				then: () => `${edit}/preview`
			}
		);
	})
};
