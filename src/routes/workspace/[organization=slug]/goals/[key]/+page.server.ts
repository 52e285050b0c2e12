import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { action } from '$lib/server/http/form.ts';
import { markdown } from '$lib/server/markdown.ts';
import * as goals from '$lib/server/drafts/goals.ts';
import { requireGoal } from '$lib/server/drafts/require-goal.ts';
import { closingDraft } from '$lib/server/drafts/closing-page.ts';
import { reviewsOf } from '$lib/server/drafts/review-page.ts';
import { organization } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { revisionDraft } from '$lib/server/drafts/revision-page.ts';
import * as teams from '$lib/server/people/teams.ts';
import { comments, countEvidence } from '$lib/server/drafts/updates.ts';
import { conditionView } from '$lib/view/goal/condition.ts';
import { previewRevision } from '$lib/view/workspace/draft.ts';
import { listPages } from '$lib/drafts/list-page.ts';
import { rowReason } from '$lib/drafts/row-text.ts';
import { ticked } from '$lib/drafts/people/team-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { client, member, goal } = await requireGoal();
	const { id } = member.organization;
	const leads = member.role === 'leader';
	const owners = await teams.owners(client, id);
	const { revisions, draft, updates, closing, published_seq } = goal;
	const publishedAs = url.searchParams.get('published') ?? '';
	const recorded = await organization(member.organization.slug);
	const published = recorded?.goals.get(goal.key);
	const pageOf = listPages(url);
	const shown = pageOf('updates', updates);
	const ids = shown.rows.map((update) => update.id);
	const evidence = await countEvidence(client, ids);
	const entryOf = new Map(updates.map((each) => [each.id as string | null, each.published_seq]));
	return {
		title: goals.goalTitle(goal),
		text: previewRevision(goal, revisions.at(-1) ?? draft!, markdown),
		isPublished: published_seq !== null,
		/** The draft of its revision. */
		revision: (await revisionDraft(client, id, goal.key))?.id ?? null,
		revisions: pageOf(
			'revisions',
			revisions.toReversed().map((row) => ({ ...row, reason: rowReason(row) }))
		),
		updates: {
			...shown,
			rows: shown.rows.map((update) => ({
				...update,
				evidence: evidence.get(update.id) ?? 0,
				corrects: entryOf.get(update.corrects_id) ?? null
			}))
		},
		comments: await comments(client, ids),
		reviews: pageOf('reviews', await reviewsOf(client, member, goal)),
		owners: owners.filter(({ goal_id }) => goal_id === goal.id),
		ownerChoice: leads
			? { teams: await teams.list(client, id), people: await teams.people(client, id) }
			: null,
		condition: recorded && published ? conditionView(recorded, published, today()) : null,
		closing,
		closingDrafted: leads && (await closingDraft(client, id, goal.key)) !== null,
		justPublished: /^\d{1,15}$/.test(publishedAs) ? Number(publishedAs) : null
	};
};

const leader = () => requireGoal('leader');

export const actions: Actions = {
	owners: action(leader, async ({ client, member, goal }, form) => {
		const ids = { organization_id: member.organization.id, goal_id: goal.id };
		const refusal = await teams.setOwners(client, ids, ticked(form, 'owner'));
		return refusal ? fail(409, { errors: { '': refusal.message } }) : { errors: {} };
	}),
	remove: action(leader, async ({ client, member, goal }) => {
		const refusal = await goals.remove(client, goal.id);
		if (refusal) return fail(409, { errors: { '': refusal.message } });
		redirect(303, to(`/workspace/${member.organization.slug}?notice=goal-deleted`));
	})
};
