import { recordedNow } from '$lib/server/drafts/require-goal.ts';
import { requireRole } from '$lib/server/people/session.ts';
import * as activity from '$lib/server/drafts/activity.ts';
import * as members from '$lib/server/people/members.ts';
import * as teams from '$lib/server/people/teams.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { client, member } = await requireRole('leader', 'contributor');
	const { id } = member.organization;
	const recorded = await recordedNow(member);
	const [all, goals] = await Promise.all([
		members.list(client, id),
		teams.goals(client, id, recorded)
	]);
	// Whom and what the address does not know is not asked for.
	const person = all.find((each) => each.id === url.searchParams.get('person'));
	const goal = goals.find(({ key }) => key === url.searchParams.get('goal'));
	const before = /^\d{1,15}$/.exec(url.searchParams.get('before') ?? '');
	const { lines, older } = await activity.page(client, id, {
		person: person?.id,
		goal: goal?.id,
		before: before ? Number(before[0]) : undefined
	});
	return {
		people: all.map(({ id, name }) => ({ id, name })),
		goals: goals.map(({ key, title }) => ({ key, title })),
		chosen: { person: person?.id ?? '', goal: goal?.key ?? '' },
		lines: lines.map(({ goal_id, who, ...line }) => ({
			...line,
			who: who?.name ?? null,
			goal: goals.find((each) => each.id === goal_id) ?? null
		})),
		older,
		newest: !before
	};
};
