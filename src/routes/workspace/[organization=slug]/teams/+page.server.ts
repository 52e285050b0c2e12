import { fail } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import type { Failure } from '$lib/server/database/failure.ts';
import { action } from '$lib/server/http/form.ts';
import { recordedNow } from '$lib/server/drafts/require-goal.ts';
import { requireRole } from '$lib/server/people/session.ts';
import * as teams from '$lib/server/people/teams.ts';
import { check, text } from '$lib/drafts/form.ts';
import { listPages } from '$lib/drafts/list-page.ts';
import { withoutOwner } from '$lib/drafts/people/owners.ts';
import { teamForm, ticked } from '$lib/drafts/people/team-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { client, member } = await requireRole();
	const { id } = member.organization;
	const [all, owners, people, goals] = await Promise.all([
		teams.list(client, id),
		teams.owners(client, id),
		teams.people(client, id),
		recordedNow(member).then((recorded) => teams.goals(client, id, recorded))
	]);
	const pageOf = listPages(url);
	const shown = pageOf('teams', all);
	return {
		people,
		teams: {
			...shown,
			rows: shown.rows.map((team) => {
				const owned = new Set(
					owners.filter((owner) => owner.id === team.id).map(({ goal_id }) => goal_id)
				);
				const own = goals.filter((goal) => owned.has(goal.id));
				return { ...team, goals: pageOf(`team-${team.id}`, own) };
			})
		},
		withoutOwner: pageOf(
			'without-owner',
			withoutOwner(
				goals.filter(({ closed }) => !closed),
				owners,
				all
			)
		)
	};
};

/** `at` is the team whose form it was; empty for the new one. */
function answer(refusal: Failure | null, at = '', name = '') {
	if (!refusal) return { errors: {} };
	const errors: Record<string, string> =
		refusal.code === 'taken' ? { name: m.teams_name_taken() } : { '': refusal.message };
	return fail(422, { errors, at, name });
}

const leader = () => requireRole('leader');

export const actions: Actions = {
	create: action(leader, async ({ client, member }, form) => {
		const name = text(form, 'name');
		const checked = check(teamForm, { name });
		if (!checked.ok) return fail(422, { errors: checked.errors, at: '', name });
		const ids = { organization_id: member.organization.id, created_by: member.id };
		return answer(await teams.create(client, ids, name), '', name);
	}),
	rename: action(leader, async ({ client }, form) => {
		const at = text(form, 'id');
		const name = text(form, 'name');
		const checked = check(teamForm, { name });
		if (!checked.ok) return fail(422, { errors: checked.errors, at, name });
		return answer(await teams.rename(client, at, name), at, name);
	}),
	members: action(leader, async ({ client, member }, form) => {
		const ids = { organization_id: member.organization.id, team_id: text(form, 'id') };
		return answer(await teams.setMembers(client, ids, ticked(form, 'member')));
	}),
	remove: action(leader, async ({ client }, form) => {
		return answer(await teams.remove(client, text(form, 'id')));
	})
};
