import { organization, record } from '$lib/server/record.ts';
import { requireRole } from '$lib/server/session.ts';
import { today } from '$lib/server/today.ts';
import * as goals from '$lib/server/workspace/goals.ts';
import { dropForm, keptForms } from '$lib/server/workspace/kept.ts';
import { proposals } from '$lib/server/workspace/proposals.ts';
import * as reviews from '$lib/server/workspace/reviews.ts';
import * as teams from '$lib/server/workspace/teams.ts';
import * as updates from '$lib/server/workspace/updates.ts';
import { dueTargets, dueUpdates, reviewable } from '$lib/view/cadence.ts';
import { latestChanges } from '$lib/view/changes.ts';
import { overview } from '$lib/view/overview.ts';
import { waitingFor } from '$lib/workspace/flow.ts';
import { text } from '$lib/workspace/form.ts';
import { ownedBy } from '$lib/workspace/owners.ts';
import { proposalsFor } from '$lib/workspace/proposal.ts';
import type { Actions, PageServerLoad } from './$types';
import { newest } from '$lib/scoring/methods.ts';

/** How many days ahead a goal's next update and its target date show as due. */
const AHEAD = 30;
const CHANGES = 5;

export const load: PageServerLoad = async () => {
	const { client, member } = await requireRole();
	const { id, slug, two_person_rule } = member.organization;
	const [all, recorded, owners, groups, kept] = await Promise.all([
		goals.list(client, id),
		organization(slug),
		teams.owners(client, id),
		teams.list(client, id),
		keptForms(client, member.id)
	]);
	const mine = ownedBy(member.id, owners, groups);
	const stored = all.map((goal) => ({
		...goal,
		owners: owners.filter(({ goal_id }) => goal_id === goal.id).map(({ name }) => name),
		yours: mine.has(goal.id)
	}));
	const card = recorded && newest.scorecard(recorded, today(), (await record()).seq);
	const onTheirWay = stored.flatMap((goal) =>
		goal.updates.map((update) => ({ ...update, goal: goal.key }))
	);
	const waiting = waitingFor(onTheirWay, member, two_person_rule ?? false);
	const returned = waiting.returned.map((update) => update.id);
	const keys = new Set(stored.filter(({ yours }) => yours).map(({ key }) => key));
	const leads = member.role === 'leader';
	// Leaders answer for every goal; so does everybody until owners are named.
	const owns = !leads && keys.size > 0;
	const answeredFor = ({ key }: { key: string }) => !owns || keys.has(key);
	return {
		areas: overview(stored, recorded, card),
		drafts: stored.flatMap(({ key, published_seq, draft }) =>
			draft ? [{ key, published_seq }] : []
		),
		waiting,
		comments: returned.length ? await updates.comments(client, returned) : [],
		proposals: leads ? proposalsFor(await proposals(client, id), member.id) : [],
		kept,
		owns,
		due: recorded && card ? dueUpdates(recorded, card, AHEAD).filter(answeredFor) : [],
		targets: card ? dueTargets(card, AHEAD).filter(answeredFor) : [],
		ahead: AHEAD,
		cadence: recorded?.registered.roadmap.cadence_days ?? null,
		changes: leads && recorded ? latestChanges(recorded, today(), CHANGES) : [],
		reviewDrafts: member.role === 'reviewer' ? await reviews.drafted(client, member) : [],
		reviewable: member.role === 'reviewer' && recorded && card ? reviewable(recorded, card) : []
	};
};

export const actions: Actions = {
	drop: async ({ request }) => {
		const { client, member } = await requireRole();
		await dropForm(client, member.id, text(await request.formData(), 'form'));
	}
};
