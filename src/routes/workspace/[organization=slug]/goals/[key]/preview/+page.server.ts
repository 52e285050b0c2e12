import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { markdown } from '$lib/server/markdown.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { scoreEffect } from '$lib/server/drafts/score-effect.ts';
import * as goals from '$lib/server/drafts/goals.ts';
import { isUuid, requireGoal } from '$lib/server/drafts/require-goal.ts';
import { criteriaOf } from '$lib/server/drafts/updates.ts';
import { changesOf, previewRevision } from '$lib/view/workspace/draft.ts';
import { text } from '$lib/drafts/form.ts';
import { outdatedTranslation } from '$lib/drafts/readiness/outdated-translation.ts';
import { backDated, revisionProblems } from '$lib/drafts/readiness/readiness.ts';
import { revisionEntry } from '$lib/drafts/kinds/revision-entry.ts';
import { rowTitle } from '$lib/drafts/row-text.ts';
import { trueChanges } from '$lib/drafts/readiness/true-change.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { client, member, goal } = await requireGoal();
	const { slug } = member.organization;
	const { draft } = goal;
	if (!draft) redirect(303, to(`/workspace/${slug}/goals/${goal.key}`));
	const current = goal.revisions.at(-1);
	const criteria = await criteriaOf(client, goal.id);
	const cited = goal.updates.map((each) => ({ ...each, evidence: criteria.get(each.id) ?? [] }));
	return {
		draft: { id: draft.id, change: draft.change, reason: draft.reason, seen: draft.updated_at },
		title: rowTitle(draft),
		preview: previewRevision(goal, draft, markdown),
		changes: current ? changesOf(current, draft) : null,
		trueChanges: current ? trueChanges(current, draft) : null,
		scoreEffect: await scoreEffect(slug, [
			revisionEntry(goal, draft, goal.revisions.length + 1, today())
		]),
		problems: revisionProblems(draft, { ...goal, updates: cited }, today()),
		outdated: outdatedTranslation(current, draft),
		backDated: backDated(draft.effective_on, today())
	};
};

const leader = () => requireGoal('leader');

export const actions: Actions = {
	publish: action(leader, async ({ client, member, goal }, form) => {
		const id = text(form, 'draft');
		if (!isUuid(id) || !(await goals.hasRevision(client, goal.id, id)))
			return fail(409, { errors: { '': m.ws_discarded() } });
		const result = await goals.publish(client, id, text(form, 'seen'));
		if ('failure' in result) return fail(409, { errors: { '': result.failure.message } });
		await refreshRecord();
		const path = `/workspace/${member.organization.slug}/goals/${goal.key}`;
		redirect(303, to(`${path}?published=${result.seq}`));
	})
};
