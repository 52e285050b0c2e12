import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { show } from '$lib/server/drafts/show.ts';
import type { Client } from '$lib/server/backend/backend.ts';
import { today } from '$lib/server/record/today.ts';
import * as goals from '$lib/server/drafts/goals.ts';
import { findGoal, requireGoal } from '$lib/server/drafts/require-goal.ts';
import { differences } from '$lib/drafts/conflict.ts';
import { check, text } from '$lib/drafts/form.ts';
import { goalForm, readGoal, typedGoal, withKey } from '$lib/drafts/kinds/goal-form.ts';
import { goalLabels } from '$lib/drafts/kinds/labels.ts';
import { rearranged } from '$lib/drafts/kinds/goal-text.ts';
import type { Actions, PageServerLoad } from './$types';

const storedForm = (goal: goals.Goal) => typedGoal(goal, goal.draft!, today());

async function otherKeys(client: Client, organization: string, own: string) {
	return (await goals.keys(client, organization)).difference(new Set([own]));
}

export const load: PageServerLoad = async () => {
	const { client, member, goal } = await requireGoal('leader');
	if (goal.published_seq !== null)
		redirect(303, to(`/workspace/${member.organization.slug}/goals/${goal.key}/revise`));
	const taken = await otherKeys(client, member.organization.id, goal.key);
	return { title: goals.goalTitle(goal), stored: storedForm(goal), taken };
};

const leader = () => requireGoal('leader');

export const actions: Actions = {
	rows: action(leader, (_, form) => ({
		typed: rearranged(readGoal(form), text(form, 'rows')),
		errors: {}
	})),
	show: action(leader, (_, form) => show(readGoal(form), 'statement')),
	save: action(leader, async ({ client, member, goal }, form) => {
		const taken = await otherKeys(client, member.organization.id, goal.key);
		const typed = withKey(readGoal(form), taken);
		const checked = check(goalForm(today()), typed);
		if (!checked.ok) return fail(422, { typed, errors: checked.errors });
		const refusal = await goals.saveDraft(client, goal.id, checked.value, typed.seen);
		if (refusal?.code === 'changed_meanwhile') {
			const now = storedForm((await findGoal(client, member, goal.key)) ?? goal);
			const conflict = { seen: now.seen, differences: differences(now, typed, goalLabels()) };
			return fail(409, { typed, errors: { '': refusal.message }, conflict });
		}
		if (refusal?.code === 'taken') return fail(409, { typed, errors: { key: m.ws_key_taken() } });
		if (refusal) return fail(422, { typed, errors: { '': refusal.message } });
		const path = `/workspace/${member.organization.slug}/goals/${typed.key}`;
		redirect(303, to(`${path}/preview?notice=draft-saved`));
	})
};
