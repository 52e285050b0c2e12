import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { action } from '$lib/server/http/form.ts';
import { today } from '$lib/server/record/today.ts';
import {
	checkClosing,
	CLOSING,
	closingDraft,
	requireClosable
} from '$lib/server/drafts/closing-page.ts';
import { storeDraft } from '$lib/server/drafts/draft-page.ts';
import { goalTitle } from '$lib/server/drafts/goals.ts';
import { blankClosing, closingTyped, readClosing } from '$lib/drafts/kinds/closing-form.ts';
import { closingLabels } from '$lib/drafts/kinds/labels.ts';
import { deliveredBy } from '$lib/drafts/readiness/readiness.ts';
import type { Actions, PageServerLoad } from './$types';

/** The goal with the draft of its closing, if any. */
async function requireOpen() {
	const closable = await requireClosable();
	const { client, member, goal } = closable;
	return { ...closable, draft: await closingDraft(client, member.organization.id, goal.key) };
}

export const load: PageServerLoad = async () => {
	const { member, goal, after, candidates, draft, path } = await requireOpen();
	// Its own page says what became of it.
	if (draft && (goal.closing || draft.status === 'submitted'))
		redirect(303, to(`${path}/close/${draft.id}`));
	if (goal.closing) redirect(303, to(path));
	return {
		goal: { key: goal.key, title: goalTitle(goal) },
		stored: draft ? closingTyped(draft) : blankClosing(today(), randomUUID()),
		rule: member.organization.two_person_rule ?? false,
		after,
		delivered: deliveredBy(goal, today()),
		candidates: candidates.map(({ key, title, from }) => ({ key, title, from }))
	};
};

export const actions: Actions = {
	save: action(requireOpen, ({ draft, ...closable }, form) => {
		const typed = readClosing(form);
		const checked = checkClosing(typed, closable);
		if (!checked.ok) return fail(422, { typed, errors: checked.errors });
		const { client, member, goal, path } = closable;
		return storeDraft(closable, {
			kind: CLOSING,
			facts: { goal: goal.key, ...checked.value },
			typed,
			draft,
			now: () => closingDraft(client, member.organization.id, goal.key),
			typedOf: closingTyped,
			labels: closingLabels(),
			then: (id) => `${path}/close/${id}`
		});
	})
};
