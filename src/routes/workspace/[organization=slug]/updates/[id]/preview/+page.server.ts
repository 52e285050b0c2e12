import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { markdown } from '$lib/server/markdown.ts';
import { refreshRecord } from '$lib/server/record.ts';
import { today } from '$lib/server/today.ts';
import { requireUpdate } from '$lib/server/workspace/require-goal.ts';
import * as updates from '$lib/server/workspace/updates.ts';
import { previewUpdate } from '$lib/view/draft.ts';
import { text } from '$lib/workspace/form.ts';
import { backDated, gradedBy, updateProblems } from '$lib/workspace/readiness.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { member, goal, update } = await requireUpdate();
	const path = `/workspace/${member.organization.slug}/goals/${goal.key}`;
	if (update.published_seq !== null) redirect(303, to(path));
	const { role, id } = member;
	return {
		goal: { key: goal.key, title: goal.revisions.at(-1)?.title ?? goal.key },
		preview: previewUpdate(update, gradedBy(update, goal) ?? { number: 1, criteria: [] }, markdown),
		author: update.author?.name ?? null,
		seen: update.updated_at,
		edits: role === 'leader' || (role === 'contributor' && update.author?.id === id),
		problems: updateProblems(update, goal, today()),
		backDated: backDated(update.effective_on, today())
	};
};

export const actions: Actions = {
	publish: async ({ request }) => {
		const { client, member, goal, update } = await requireUpdate('leader');
		const seen = text(await request.formData(), 'seen');
		const result = await updates.publish(client, update.id, seen);
		if ('failure' in result) return fail(409, { errors: { '': result.failure.message } });
		await refreshRecord();
		const path = `/workspace/${member.organization.slug}/goals/${goal.key}`;
		redirect(303, to(`${path}?published=${result.seq}`));
	},
	remove: async () => {
		const { client, member, goal, update } = await requireUpdate('leader', 'contributor');
		const refusal = await updates.remove(client, update.id);
		if (refusal) return fail(409, { errors: { '': refusal.message } });
		const path = `/workspace/${member.organization.slug}/goals/${goal.key}`;
		redirect(303, to(`${path}?notice=update-deleted`));
	}
};
