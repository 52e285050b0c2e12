import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Failure } from '$lib/server/database/failure.ts';
import { action } from '$lib/server/http/form.ts';
import { markdown } from '$lib/server/markdown.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { scoreEffect } from '$lib/server/drafts/score-effect.ts';
import { requireUpdate } from '$lib/server/drafts/require-goal.ts';
import * as goals from '$lib/server/drafts/goals.ts';
import * as updates from '$lib/server/drafts/updates.ts';
import { previewUpdate } from '$lib/view/workspace/draft.ts';
import { redactedItems } from '$lib/view/workspace/review.ts';
import { sinceReturned } from '$lib/view/workspace/since-returned.ts';
import { stepsOf, type Status } from '$lib/drafts/flow.ts';
import { text } from '$lib/drafts/form.ts';
import { backDated, gradedBy, updateProblems } from '$lib/drafts/readiness/readiness.ts';
import { rowCriteria } from '$lib/drafts/row-text.ts';
import { updateEntry } from '$lib/drafts/kinds/update-entry.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { client, member, goal, update, corrected } = await requireUpdate();
	const { slug, two_person_rule } = member.organization;
	if (update.published_seq !== null) redirect(303, to(`/workspace/${slug}/goals/${goal.key}`));
	const graded = gradedBy(update, goal) ?? { number: 1, criteria: [] };
	// Published, what it corrects has a key.
	const corrects = update.corrects_id === null ? undefined : (corrected?.key ?? '');
	const entry = updateEntry(goal.key, update, graded.number, corrects);
	const returned = await updates.returnedVersion(client, update.id);
	return {
		goal: { key: goal.key, title: goals.goalTitle(goal) },
		preview: previewUpdate(entry, rowCriteria(graded), markdown),
		// Of redacted evidence, what the reader may see of it: policies decide.
		withheld: redactedItems(update.evidence),
		/** Null where it was not returned, or returned before that was kept. */
		since: returned && sinceReturned(returned, entry),
		scoreEffect: await scoreEffect(slug, [entry]),
		status: update.status as Status,
		submitted_at: update.submitted_at,
		author: update.author?.name ?? null,
		editor: update.editor?.name ?? null,
		seen: update.updated_at,
		steps: stepsOf(update, member, two_person_rule ?? false),
		comments: await updates.comments(client, [update.id]),
		problems: updateProblems(update, corrected, goal, today()),
		backDated: backDated(update.effective_on, today())
	};
};

type Typed = { return?: string; comment?: string };
type Asked = Awaited<ReturnType<typeof requireUpdate>>;

const pageOf = ({ member, update }: Asked) =>
	`/workspace/${member.organization.slug}/updates/${update.id}/preview`;

/** Back to the page with a notice, or the refusal beside what was typed. */
function answered(
	refusal: Failure | null,
	asked: Asked,
	notice: string,
	typed: Typed = {}
): ActionFailure<{ errors: Record<string, string>; typed: Typed }> {
	if (!refusal) redirect(303, to(`${pageOf(asked)}?notice=${notice}`));
	return fail(409, { errors: { '': refusal.message }, typed });
}

const leader = () => requireUpdate('leader');
const writer = () => requireUpdate('leader', 'contributor');

export const actions: Actions = {
	publish: action(leader, async ({ client, member, goal, update }, form) => {
		const seen = text(form, 'seen');
		const result = await updates.publish(client, update.id, seen);
		if ('failure' in result) return fail(409, { errors: { '': result.failure.message } });
		await refreshRecord();
		const path = `/workspace/${member.organization.slug}/goals/${goal.key}`;
		redirect(303, to(`${path}?published=${result.seq}`));
	}),
	submit: action(writer, async (asked, form) => {
		const seen = text(form, 'seen');
		const refusal = await updates.submit(asked.client, asked.update.id, seen);
		return answered(refusal, asked, 'update-submitted');
	}),
	takeBack: action(writer, async (asked) => {
		const refusal = await updates.takeBack(asked.client, asked.update.id);
		return answered(refusal, asked, 'update-taken-back');
	}),
	sendBack: action(leader, async (asked, form) => {
		const words = text(form, 'return');
		const refusal = await updates.sendBack(asked.client, asked.update.id, words);
		return answered(refusal, asked, 'update-returned', { return: words });
	}),
	comment: action(writer, async (asked, form) => {
		const { client, member, update } = asked;
		const body = text(form, 'comment');
		if (!body) return fail(422, { errors: { comment: m.flow_comment_empty() }, typed: {} });
		const organization_id = member.organization.id;
		const ids = { organization_id, update_id: update.id, created_by: member.id };
		return answered(await updates.comment(client, ids, body), asked, 'commented', {
			comment: body
		});
	}),
	remove: action(writer, async ({ client, member, goal, update }) => {
		const refusal = await updates.remove(client, update.id);
		if (refusal) return fail(409, { errors: { '': refusal.message } });
		const path = `/workspace/${member.organization.slug}/goals/${goal.key}`;
		redirect(303, to(`${path}?notice=update-deleted`));
	})
};
