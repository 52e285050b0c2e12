import { error, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { markdown } from '$lib/server/markdown.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import {
	checkClosing,
	CLOSING,
	requireClosable,
	type Closable
} from '$lib/server/drafts/closing-page.ts';
import { lead, refused, sameSteps, standingOf } from '$lib/server/drafts/draft-page.ts';
import { draftById, publishDraft, submitDraft } from '$lib/server/drafts/drafts.ts';
import { goalTitle } from '$lib/server/drafts/goals.ts';
import { isUuid } from '$lib/server/drafts/require-goal.ts';
import { scoreEffect } from '$lib/server/drafts/score-effect.ts';
import { previewRevision } from '$lib/view/workspace/draft.ts';
import { stepsOf } from '$lib/drafts/draft-steps.ts';
import { saying } from '$lib/drafts/flash-messages.ts';
import { text } from '$lib/drafts/form.ts';
import { closingEntry } from '$lib/drafts/kinds/closing-entry.ts';
import { type Closing, closingTyped } from '$lib/drafts/kinds/closing-form.ts';
import { closingLabels } from '$lib/drafts/kinds/labels.ts';
import { revisionEntry } from '$lib/drafts/kinds/revision-entry.ts';
import { backDated } from '$lib/drafts/readiness/readiness.ts';
import type { Actions, PageServerLoad } from './$types';

/** The draft that the route names, of the goal that it names. */
async function requireDraft({ params }: { params: Partial<Record<string, string>> }) {
	const closable = await requireClosable();
	const { client, member, goal, path } = closable;
	const { id, slug } = member.organization;
	const named = params.id ?? '';
	const draft = isUuid(named) ? await draftById(client, id, CLOSING, named) : null;
	if (draft?.subject !== goal.key) error(404, m.draft_none());
	const page = `${path}/close/${draft.id}`;
	const leads = { taken_back: page, returned: `/workspace/${slug}`, discarded: path };
	return { ...closable, draft, page, leads };
}

const publishedPage = (path: string, seq: number) => to(`${path}?published=${seq}`);

/** The goals that a closing names, and what those say that are published with it. */
function successorsOf(
	{ successors, effective_on }: Pick<Closing, 'successors' | 'effective_on'>,
	{ candidates, goal }: Closable
) {
	return candidates
		.filter(({ key }) => successors.includes(key))
		.map(({ key, title, draft }) => {
			const of = { key, area: goal.area };
			const dated = draft && { ...draft, effective_on };
			return {
				...{ key, title },
				/** The version of a draft that is shown. */
				version: draft?.updated_at ?? null,
				entry: dated && revisionEntry(of, dated, 1, effective_on),
				draft: dated && previewRevision(of, dated, markdown)
			};
		});
}

/** What stands in the way of publishing, in sentences. */
function problemsOf({ goal }: Closable, checked: ReturnType<typeof checkClosing>): string[] {
	if (goal.closing) return [m.refusal_goal_closed_already()];
	if (checked.ok) return [];
	const labels: Record<string, string> = closingLabels();
	return Object.entries(checked.errors).map(([name, error]) =>
		m.form_error_sentence({ label: labels[name] ?? name, error })
	);
}

export const load: PageServerLoad = async (event) => {
	const { draft, ...closable } = await requireDraft(event);
	const { client, member, goal, path } = closable;
	if (draft.published_seq !== null) redirect(303, publishedPage(path, draft.published_seq));
	const { organization } = member;
	const closing = closingTyped(draft);
	const checked = checkClosing(closing, closable);
	const problems = problemsOf(closable, checked);
	const successors = successorsOf(closing, closable);
	const { key } = goal;
	return {
		goal: { key, title: goalTitle(goal) },
		closing,
		successors: successors.map(({ entry: _, ...shown }) => shown),
		problems,
		scoreEffect: problems.length
			? null
			: await scoreEffect(organization.slug, [
					...successors.flatMap(({ entry }) => entry ?? []),
					closingEntry(
						key,
						closing,
						successors.map((each) => each.key)
					)
				]),
		backDated: backDated(closing.effective_on, today()),
		...(await standingOf(client, draft)),
		steps: stepsOf(draft, member.id, organization.two_person_rule ?? false),
		editable: !goal.closing
	};
};

/** The versions of the successors' drafts that were looked at, by key. */
function versionsIn(form: FormData): Record<string, string> {
	const keys = form.getAll('successors').map(String);
	return Object.fromEntries(keys.map((key) => [key, text(form, `version.${key}`)]));
}

export const actions: Actions = {
	publish: action(requireDraft, async ({ client, draft, path }, form) => {
		const which = { id: draft.id, seen: text(form, 'seen') };
		const result = await publishDraft(client, which, { successors: versionsIn(form) });
		await refreshRecord();
		if ('failure' in result) return refused(409, { '': result.failure.message });
		redirect(303, publishedPage(path, result.seq));
	}),
	submit: action(requireDraft, async ({ client, draft, page }, form) => {
		const which = { id: draft.id, seen: text(form, 'seen') };
		return lead(await submitDraft(client, which), saying(page, 'draft-proposed'));
	}),
	...sameSteps(requireDraft)
};
