import { organization, record } from '$lib/server/record.ts';
import { requireRole } from '$lib/server/session.ts';
import { today } from '$lib/server/today.ts';
import * as goals from '$lib/server/workspace/goals.ts';
import * as teams from '$lib/server/workspace/teams.ts';
import { scorecard } from '$lib/scoring/method-1.ts';
import { overview } from '$lib/view/overview.ts';
import { ownedBy } from '$lib/workspace/owners.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { client, member } = await requireRole();
	const { id } = member.organization;
	const [all, owners, groups] = await Promise.all([
		goals.list(client, id),
		teams.owners(client, id),
		teams.list(client, id)
	]);
	const mine = ownedBy(member.id, owners, groups);
	const stored = all.map((goal) => ({
		...goal,
		owners: owners.filter(({ goal_id }) => goal_id === goal.id).map(({ name }) => name),
		yours: mine.has(goal.id)
	}));
	const recorded = await organization(member.organization.slug);
	const score = recorded && scorecard(recorded, today(), (await record()).seq);
	return {
		areas: overview(stored, recorded, score),
		waiting: stored.filter(({ draft, updates }) => draft || updates.length)
	};
};
