import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { show } from '$lib/server/drafts/show.ts';
import { today } from '$lib/server/record/today.ts';
import { storeDraft } from '$lib/server/drafts/draft-page.ts';
import * as goals from '$lib/server/drafts/goals.ts';
import { requireGoal } from '$lib/server/drafts/require-goal.ts';
import { requireRevisable, REVISION, revisionDraft } from '$lib/server/drafts/revision-page.ts';
import { check, text } from '$lib/drafts/form.ts';
import { revisionLabels } from '$lib/drafts/kinds/labels.ts';
import {
	factsOfRevision,
	readRevision,
	revisionForm,
	revisionOf,
	typedRevision
} from '$lib/drafts/kinds/revision-form.ts';
import { rearranged } from '$lib/drafts/kinds/goal-text.ts';
import type { Actions, PageServerLoad } from './$types';

/** The goal with the draft of its revision, if any. */
async function requireOpen() {
	const revisable = await requireRevisable('leader');
	const { client, member, goal } = revisable;
	return { ...revisable, draft: await revisionDraft(client, member.organization.id, goal.key) };
}

export const load: PageServerLoad = async () => {
	const { member, goal } = await requireGoal('leader');
	if (goal.published_seq === null)
		redirect(303, to(`/workspace/${member.organization.slug}/goals/${goal.key}/edit`));
	const { draft, current, path } = await requireOpen();
	// Its own page says what became of it.
	if (draft && (goal.closing || draft.status === 'submitted'))
		redirect(303, to(`${path}/revise/${draft.id}`));
	if (goal.closing) error(409, m.ws_closed_keeps());
	const { title, statement, criteria, target_on, target_within } = current;
	return {
		title: goals.goalTitle(goal),
		stored: draft
			? typedRevision(draft, today(), current)
			: revisionOf(current, today(), randomUUID()),
		current: { title, statement, criteria, target_on, target_within },
		drafted: draft !== null,
		rule: member.organization.two_person_rule ?? false
	};
};

const leader = () => requireRevisable('leader');

export const actions: Actions = {
	rows: action(leader, ({ current }, form) => ({
		typed: rearranged(readRevision(form, current), text(form, 'rows')),
		errors: {}
	})),
	show: action(leader, ({ current }, form) => show(readRevision(form, current), 'statement')),
	save: action(requireOpen, ({ draft, current, ...revisable }, form) => {
		const typed = readRevision(form, current);
		const { client, member, goal, path } = revisable;
		const isOwn = member.organization.kept_by === 'self';
		const checked = check(revisionForm(today(), current, isOwn), typed);
		if (!checked.ok) return fail(422, { typed, errors: checked.errors });
		return storeDraft(revisable, {
			kind: REVISION,
			facts: factsOfRevision(goal.key, checked.value, current),
			typed,
			draft,
			now: () => revisionDraft(client, member.organization.id, goal.key),
			typedOf: (stored) => typedRevision(stored, today(), current),
			labels: revisionLabels(),
			then: (id) => `${path}/revise/${id}?notice=draft-saved`
		});
	})
};
