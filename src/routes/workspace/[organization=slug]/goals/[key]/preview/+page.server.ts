import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { action } from '$lib/server/http/form.ts';
import { markdown } from '$lib/server/markdown.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { scoreEffect } from '$lib/server/drafts/score-effect.ts';
import * as goals from '$lib/server/drafts/goals.ts';
import { requireGoal } from '$lib/server/drafts/require-goal.ts';
import { previewRevision } from '$lib/view/workspace/draft.ts';
import { text } from '$lib/drafts/form.ts';
import { backDated, revisionProblems } from '$lib/drafts/readiness/readiness.ts';
import { revisionEntry } from '$lib/drafts/kinds/revision-entry.ts';
import { rowTitle } from '$lib/drafts/row-text.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { member, goal } = await requireGoal();
	const { slug, kept_by } = member.organization;
	const { draft } = goal;
	if (!draft) redirect(303, to(`/workspace/${slug}/goals/${goal.key}`));
	return {
		seen: draft.updated_at,
		title: rowTitle(draft),
		preview: previewRevision(goal, draft, markdown),
		scoreEffect: await scoreEffect(slug, [revisionEntry(goal, draft, 1, today())]),
		problems: revisionProblems(draft, { ...goal, updates: [] }, today(), kept_by === 'self'),
		backDated: backDated(draft.effective_on, today())
	};
};

const leader = () => requireGoal('leader');

export const actions: Actions = {
	publish: action(leader, async ({ client, member, goal }, form) => {
		const result = await goals.publish(client, goal.id, text(form, 'seen'));
		if ('failure' in result) return fail(409, { errors: { '': result.failure.message } });
		await refreshRecord();
		const path = `/workspace/${member.organization.slug}/goals/${goal.key}`;
		redirect(303, to(`${path}?published=${result.seq}`));
	})
};
