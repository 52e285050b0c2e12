import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { show } from '$lib/server/drafts/show.ts';
import { requireRole } from '$lib/server/people/session.ts';
import { today } from '$lib/server/record/today.ts';
import * as goals from '$lib/server/drafts/goals.ts';
import * as teams from '$lib/server/people/teams.ts';
import { saying } from '$lib/drafts/flash-messages.ts';
import { check, text } from '$lib/drafts/form.ts';
import { blankGoal, goalForm, readGoal, withKey } from '$lib/drafts/kinds/goal-form.ts';
import { rearranged } from '$lib/drafts/kinds/goal-text.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { client, member } = await requireRole('leader');
	const stored = blankGoal(today(), url.searchParams.get('area') ?? '');
	const { id } = member.organization;
	return {
		stored,
		taken: await goals.keys(client, id),
		owners: await teams.possibleOwners(client, id)
	};
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
		const { id } = member.organization;
		const owners = typed.owner ? await teams.possibleOwners(client, id) : [];
		if (typed.owner && !owners.some(({ value }) => value === typed.owner))
			return fail(422, { typed, errors: { owner: m.goal_owner_gone() } });
		const made = await goals.create(client, id, checked.value);
		const refusal = 'failure' in made ? made.failure : null;
		if (refusal?.code === 'taken') return fail(409, { typed, errors: { key: m.ws_key_taken() } });
		if ('failure' in made) return fail(422, { typed, errors: { '': made.failure.message } });
		const named = { added: typed.owner ? [typed.owner] : [], removed: [] };
		const unnamed = await teams.setOwners(client, { organization_id: id, goal_id: made.id }, named);
		const goal = `/workspace/${member.organization.slug}/goals/${typed.key}`;
		redirect(303, to(saying(`${goal}/preview`, unnamed ? 'owner-not-named' : 'draft-saved')));
	})
};
