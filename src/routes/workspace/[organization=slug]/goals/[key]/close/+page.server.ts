import { error, fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { markdown } from '$lib/server/markdown.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { scoreEffect } from '$lib/server/drafts/score-effect.ts';
import * as goals from '$lib/server/drafts/goals.ts';
import { requireGoal } from '$lib/server/drafts/require-goal.ts';
import { previewRevision } from '$lib/view/workspace/draft.ts';
import { closingEntry } from '$lib/drafts/kinds/closing-entry.ts';
import {
	blankClosing,
	type Closing,
	closingForm,
	readClosing,
	type ClosingTyped
} from '$lib/drafts/kinds/closing-form.ts';
import { check, text } from '$lib/drafts/form.ts';
import { deliveredBy, lastDay } from '$lib/drafts/readiness/readiness.ts';
import { revisionEntry } from '$lib/drafts/kinds/revision-entry.ts';
import type { Actions, PageServerLoad } from './$types';

async function requireClosable() {
	const { client, member, goal } = await requireGoal('leader');
	if (goal.published_seq === null) error(409, m.ws_delete_instead());
	const after = lastDay(goal);
	const candidates = await goals.candidates(client, member.organization.id, goal, after);
	return { client, member, goal, after, candidates };
}
type Closable = Awaited<ReturnType<typeof requireClosable>>;

const checkClosing = (typed: ClosingTyped, { goal, after, candidates }: Closable) => {
	const limits = {
		today: today(),
		after,
		candidates,
		deliveredBy: (day: string) => deliveredBy(goal, day)
	};
	return check(closingForm(limits), typed);
};

const isClosedAs = (closing: NonNullable<goals.Goal['closing']>, typed: ClosingTyped) =>
	closing.as === typed.as &&
	closing.reason === typed.reason &&
	closing.effective_on === typed.effective_on;

const publishedPage = ({ member, goal }: Closable, seq: number | null) =>
	to(`/workspace/${member.organization.slug}/goals/${goal.key}?published=${seq}`);

/** What the closing publishes; `versions` tells whether a successor's draft changed since. */
async function preview(closing: Closing, { member, goal, candidates }: Closable) {
	const chosen = candidates.filter(({ id }) => closing.successors.includes(id));
	const day = closing.effective_on;
	const drafts = chosen
		.filter(({ from }) => from === null)
		.map(({ key, revision }) =>
			revisionEntry({ key, area: goal.area }, { ...revision, effective_on: day }, 1, day)
		);
	const keys = chosen.map(({ key }) => key);
	return {
		scoreEffect: await scoreEffect(member.organization.slug, [
			...drafts,
			closingEntry(goal.key, closing, keys)
		]),
		versions: chosen.map(({ revision }) => revision.updated_at).join(' '),
		successors: chosen.map(({ key, title, from, revision }) => ({
			key,
			title,
			draft:
				from === null
					? previewRevision({ key, area: goal.area }, { ...revision, effective_on: day }, markdown)
					: null
		}))
	};
}

export const load: PageServerLoad = async () => {
	const { member, goal, after, candidates } = await requireClosable();
	if (goal.closing) redirect(303, to(`/workspace/${member.organization.slug}/goals/${goal.key}`));
	return {
		goal: { key: goal.key, title: goals.goalTitle(goal) },
		stored: blankClosing(today()),
		after,
		delivered: deliveredBy(goal, today()),
		candidates: candidates.map(({ id, title, from }) => ({ id, title, from }))
	};
};

export const actions: Actions = {
	change: action(
		() => requireGoal('leader'),
		(_, form) => ({ typed: readClosing(form), errors: {}, confirm: null })
	),
	preview: action(requireClosable, async (closable, form) => {
		const typed = readClosing(form);
		const checked = checkClosing(typed, closable);
		if (!checked.ok) return fail(422, { typed, errors: checked.errors, confirm: null });
		return { typed, errors: {}, confirm: await preview(checked.value, closable) };
	}),
	close: action(requireClosable, async (closable, form) => {
		const { client, goal } = closable;
		const typed = readClosing(form);
		// Sent again after an answer that was lost: this very closing is published already.
		if (goal.closing && isClosedAs(goal.closing, typed))
			redirect(303, publishedPage(closable, goal.closing.seq));
		const checked = checkClosing(typed, closable);
		if (!checked.ok) return fail(422, { typed, errors: checked.errors, confirm: null });
		const confirm = await preview(checked.value, closable);
		const refuse = (message: string) => fail(409, { typed, errors: { '': message }, confirm });
		// Only what was previewed is published.
		if (text(form, 'versions') !== confirm.versions) return refuse(m.ws_successor_changed());
		const result = await goals.close(client, goal.id, checked.value);
		if ('failure' in result) return refuse(result.failure.message);
		await refreshRecord();
		redirect(303, publishedPage(closable, result.seq));
	})
};
