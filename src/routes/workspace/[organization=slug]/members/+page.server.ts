import { fail } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { REVIEW_ACCESS } from '$lib/record/vocabulary.ts';
import { openInstance } from '$lib/server/instance.ts';
import type { Client } from '$lib/server/backend/backend.ts';
import type { Failure } from '$lib/server/database/failure.ts';
import { action } from '$lib/server/http/form.ts';
import { recordedNow } from '$lib/server/drafts/require-goal.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { requireRole, type Member } from '$lib/server/people/session.ts';
import * as members from '$lib/server/people/members.ts';
import * as teams from '$lib/server/people/teams.ts';
import { invitationForm } from '$lib/drafts/people/account-form.ts';
import { check, text } from '$lib/drafts/form.ts';
import { listPages, ROWS } from '$lib/drafts/list-page.ts';
import { withoutOwner } from '$lib/drafts/people/owners.ts';
import type { Access } from '$lib/drafts/kinds/review-form.ts';
import { onlyLeaderWithout, ROLES, type Role } from '$lib/drafts/people/roles.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { client, member } = await requireRole('leader');
	const { id } = member.organization;
	const addresses = await members.addresses(client, id);
	const all = await members.list(client, id);
	const pageOf = listPages(url);
	const present = all.filter(({ removed_at }) => removed_at === null);
	const shown = pageOf('members', present);
	return {
		members: {
			...shown,
			rows: shown.rows.map((each) => ({ ...each, email: addresses.get(each.id) ?? '' }))
		},
		leaders: present.filter(({ role }) => role === 'leader').length,
		removed: pageOf(
			'removed',
			all.filter(({ removed_at }) => removed_at !== null).map(({ name }) => name)
		),
		invitations: pageOf('invitations', await members.openInvitations(client, id))
	};
};

const refused = (refusal: Failure | null) =>
	refusal ? fail(422, { errors: { '': refusal.message } }) : { errors: {} };

const leader = () => requireRole('leader');

export const actions: Actions = {
	invite: action(leader, async ({ client, member }, form) => {
		const typed = {
			email: text(form, 'email'),
			role: text(form, 'role'),
			review_access: text(form, 'review_access')
		};
		const checked = check(invitationForm, typed);
		if (!checked.ok) return fail(422, { typed, errors: checked.errors });
		const email = checked.value.email.toLowerCase();
		const { id } = member.organization;
		const known = await members.addresses(client, id);
		const all = await members.list(client, id);
		if (all.some((each) => !each.removed_at && known.get(each.id) === email))
			return fail(422, { typed, errors: { email: m.teams_refused_member_already() } });
		const result = await members.invite(client, member.organization.id, checked.value);
		if ('failure' in result) return fail(422, { typed, errors: { '': result.failure.message } });
		const { config } = await openInstance();
		return {
			errors: {},
			invited: {
				email: checked.value.email,
				link: config.linkOrigin + to(`/workspace/invitations/${result.token}`)
			}
		};
	}),
	rule: action(leader, async ({ client, member }, form) => {
		const enforced = text(form, 'rule') === 'on';
		const result = await members.setTwoPersonRule(client, member.organization.id, enforced);
		if ('failure' in result) return refused(result.failure);
		await refreshRecord();
		return { errors: {}, switched: result.seq };
	}),
	revoke: action(leader, async ({ client }, form) => {
		return refused(await members.revoke(client, text(form, 'id')));
	}),
	role: action(leader, async ({ client, member }, form) => {
		const [id, role] = [text(form, 'id'), text(form, 'role')];
		if (!ROLES.includes(role as Role)) return fail(422, { errors: { '': m.ws_choose_role() } });
		const only = role === 'leader' ? null : await onlyLeader(client, member, id, form);
		if (only) return fail(409, { errors: {}, only: { ...only, role: role as Role } });
		return refused(await members.change(client, id, { role }));
	}),
	access: action(leader, async ({ client }, form) => {
		const review_access = text(form, 'review_access');
		if (!REVIEW_ACCESS.includes(review_access as Access))
			return fail(422, { errors: { '': m.reviews_choose_access() } });
		return refused(await members.change(client, text(form, 'id'), { review_access }));
	}),
	remove: action(leader, async ({ client, member }, form) => {
		const id = text(form, 'id');
		const only = await onlyLeader(client, member, id, form);
		if (only) return fail(409, { errors: {}, only });
		const organization = member.organization.id;
		const before = await unowned(client, member);
		const refusal = await members.change(client, id, { removed_at: new Date().toISOString() });
		// Who removes themselves may read no more of it.
		if (refusal || id === member.id) return refused(refusal);
		const known = new Set(before.map(({ key }) => key));
		const left = (await unowned(client, member)).filter(({ key }) => !known.has(key));
		const all = await members.list(client, organization);
		const name = all.find((each) => each.id === id)?.name ?? '';
		return { errors: {}, gone: { name, left: left.slice(0, ROWS), more: left.length - ROWS } };
	})
};

/**
 * Under the two-person rule, which leader alone would be left without this one, whose name it gives too;
 * null where that is not so, or where the person was told and goes on.
 */
async function onlyLeader(client: Client, { organization }: Member, id: string, form: FormData) {
	if (!organization.two_person_rule || form.has('told')) return null;
	const all = await members.list(client, organization.id);
	const left = onlyLeaderWithout(all, id);
	return left && { id, name: all.find((each) => each.id === id)!.name, left: left.name };
}

/** The open goals that nobody owns. */
async function unowned(client: Client, member: Member) {
	const { id } = member.organization;
	const recorded = await recordedNow(member);
	const [goals, owners, all] = await Promise.all([
		teams.goals(client, id, recorded),
		teams.owners(client, id),
		teams.list(client, id)
	]);
	return withoutOwner(
		goals.filter(({ closed }) => !closed),
		owners,
		all
	);
}
