import { error, fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { show } from '$lib/server/drafts/show.ts';
import { today } from '$lib/server/record/today.ts';
import * as goals from '$lib/server/drafts/goals.ts';
import { findGoal, requireGoal } from '$lib/server/drafts/require-goal.ts';
import { differences } from '$lib/drafts/conflict.ts';
import { check, text } from '$lib/drafts/form.ts';
import { revisionLabels } from '$lib/drafts/kinds/labels.ts';
import {
	readRevision,
	revisionForm,
	revisionOf,
	typedRevision
} from '$lib/drafts/kinds/revision-form.ts';
import { rearranged } from '$lib/drafts/kinds/goal-text.ts';
import type { Actions, PageServerLoad } from './$types';

/** The draft, or where there is none the current revision. */
const storedForm = ({ draft, revisions }: goals.Goal) =>
	draft ? typedRevision(draft, today()) : revisionOf(revisions.at(-1)!, today());

export const load: PageServerLoad = async () => {
	const { member, goal } = await requireGoal('leader');
	const path = `/workspace/${member.organization.slug}/goals/${goal.key}`;
	if (goal.published_seq === null) redirect(303, to(`${path}/edit`));
	if (goal.closing) error(409, m.ws_closed_keeps());
	const { criteria, target_on } = goal.revisions.at(-1)!;
	return {
		title: goals.goalTitle(goal),
		stored: storedForm(goal),
		current: { criteria, target_on },
		drafted: goal.draft !== null
	};
};

const leader = () => requireGoal('leader');

export const actions: Actions = {
	rows: action(leader, (_, form) => ({
		typed: rearranged(readRevision(form), text(form, 'rows')),
		errors: {}
	})),
	show: action(leader, (_, form) => show(readRevision(form), 'statement')),
	save: action(leader, async ({ client, member, goal }, form) => {
		const { organization, id } = member;
		const typed = readRevision(form);
		const checked = check(revisionForm(today(), goal.revisions.at(-1)), typed);
		if (!checked.ok) return fail(422, { typed, errors: checked.errors });
		const ids = { organization_id: organization.id, goal_id: goal.id, created_by: id };
		const refusal = await goals.saveRevision(client, ids, goal.draft, checked.value, typed.seen);
		if (refusal?.code === 'changed_meanwhile') {
			const now = storedForm((await findGoal(client, member, goal.key)) ?? goal);
			const conflict = { seen: now.seen, differences: differences(now, typed, revisionLabels()) };
			return fail(409, { typed, errors: { '': refusal.message }, conflict });
		}
		if (refusal) return fail(422, { typed, errors: { '': refusal.message } });
		const path = `/workspace/${organization.slug}/goals/${goal.key}`;
		redirect(303, to(`${path}/preview?notice=draft-saved`));
	})
};
