import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import * as goals from '$lib/server/drafts/goals.ts';
import { isUuid } from '$lib/server/drafts/require-goal.ts';
import { scoreEffect } from '$lib/server/drafts/score-effect.ts';
import { requireRole } from '$lib/server/people/session.ts';
import { organization, refreshRecord } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { saying } from '$lib/drafts/flash-messages.ts';
import { listPages } from '$lib/drafts/list-page.ts';
import { revisionEntry } from '$lib/drafts/kinds/revision-entry.ts';
import { backDated, revisionProblems } from '$lib/drafts/readiness/readiness.ts';
import { rowTitle } from '$lib/drafts/row-text.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many as the database publishes in one step. */
const MOST = 100;

const leader = () => requireRole('leader');

export const load: PageServerLoad = async ({ url }) => {
	const { client, member } = await leader();
	const { id, slug, kept_by, two_person_rule } = member.organization;
	const isOwn = kept_by === 'self';
	const unpublished = { published_seq: null, revisions: [], updates: [], closing: null };
	const drafts = (await goals.withTexts(client, id, await organization(slug))).flatMap((goal) => {
		const { draft } = goal;
		if (!draft) return [];
		const problems = revisionProblems(draft, unpublished, today(), isOwn);
		return [{ goal, draft, problems }];
	});
	if (!drafts.length) redirect(303, to(`/workspace/${slug}`));
	const ready = drafts.filter(({ problems }) => !problems.length).slice(0, MOST);
	return {
		rule: two_person_rule ?? false,
		ready: ready.map(({ goal, draft }) => ({
			key: goal.key,
			area: goal.area,
			title: rowTitle(draft),
			target: draft.target_on,
			backDated: backDated(draft.effective_on, today()),
			/** What is published, and the version that is shown. */
			value: `${goal.id} ${draft.updated_at}`
		})),
		unready: listPages(url)(
			'unready',
			drafts.flatMap(({ goal, draft, problems }) =>
				problems.length ? [{ key: goal.key, title: rowTitle(draft), problems }] : []
			)
		),
		scoreEffect: await scoreEffect(
			slug,
			ready.map(({ goal, draft }) => revisionEntry(goal, draft, 1, today()))
		)
	};
};

export const actions: Actions = {
	publish: action(leader, async ({ client, member }, form) => {
		const shown = form.getAll('goal').map((value) => {
			// A database may write a time with a space in it.
			const [, id = '', seen = ''] = /^(\S*) (.*)$/.exec(String(value)) ?? [];
			return { id, seen };
		});
		const readable = shown.every(({ id, seen }) => isUuid(id) && !Number.isNaN(Date.parse(seen)));
		if (!shown.length || !readable) return fail(422, { errors: { '': m.form_invalid() } });
		const refusal = await goals.publishTogether(client, shown);
		if (refusal) return fail(409, { errors: { '': refusal.message } });
		await refreshRecord();
		redirect(303, to(saying(`/workspace/${member.organization.slug}`, 'goals-published')));
	})
};
