import { organization, record } from '$lib/server/record.ts';
import { requireRole } from '$lib/server/session.ts';
import { today } from '$lib/server/today.ts';
import * as goals from '$lib/server/workspace/goals.ts';
import { scorecard } from '$lib/scoring/method-1.ts';
import { overview } from '$lib/view/overview.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { client, member } = await requireRole();
	const stored = await goals.list(client, member.organization.id);
	const recorded = await organization(member.organization.slug);
	const score = recorded && scorecard(recorded, today(), (await record()).seq);
	return {
		areas: overview(stored, recorded, score),
		waiting: stored.filter(({ draft, updates }) => draft || updates.length)
	};
};
