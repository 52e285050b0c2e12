import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { show } from '$lib/server/drafts/show.ts';
import { requireRole } from '$lib/server/people/session.ts';
import { today } from '$lib/server/record/today.ts';
import * as goals from '$lib/server/drafts/goals.ts';
import { check, text } from '$lib/drafts/form.ts';
import { blankGoal, goalForm, readGoal, withKey } from '$lib/drafts/kinds/goal-form.ts';
import { rearranged } from '$lib/drafts/kinds/goal-text.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { client, member } = await requireRole('leader');
	const stored = blankGoal(today(), url.searchParams.get('area') ?? '');
	return { stored, taken: await goals.keys(client, member.organization.id) };
};

const leader = () => requireRole('leader');

export const actions: Actions = {
	rows: action(leader, (_, form) => ({
		typed: rearranged(readGoal(form), text(form, 'rows')),
		errors: {}
	})),
	show: action(leader, (_, form) => show(readGoal(form), 'statement')),
	save: action(leader, async ({ client, member }, form) => {
		const taken = await goals.keys(client, member.organization.id);
		const typed = withKey(readGoal(form), taken);
		const checked = check(goalForm(today()), typed);
		if (!checked.ok) return fail(422, { typed, errors: checked.errors });
		const refusal = await goals.create(client, member.organization.id, checked.value);
		if (refusal?.code === 'taken') return fail(409, { typed, errors: { key: m.ws_key_taken() } });
		if (refusal) return fail(422, { typed, errors: { '': refusal.message } });
		const goal = `/workspace/${member.organization.slug}/goals/${typed.key}`;
		redirect(303, to(`${goal}/preview?notice=draft-saved`));
	})
};
