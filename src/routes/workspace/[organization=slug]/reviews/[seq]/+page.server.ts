import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { markdown } from '$lib/server/markdown.ts';
import { organization, refreshRecord } from '$lib/server/record/record.ts';
import { requireRole } from '$lib/server/people/session.ts';
import { today } from '$lib/server/record/today.ts';
import { discardDraft, draftAbout, publishDraft, saveDraft } from '$lib/server/drafts/drafts.ts';
import { isUuid } from '$lib/server/drafts/require-goal.ts';
import { titleAsOf } from '$lib/view/shared/in-language.ts';
import { reviewNumbered } from '$lib/view/workspace/review.ts';
import { differences } from '$lib/drafts/conflict.ts';
import { check } from '$lib/drafts/form.ts';
import {
	answerForm,
	answerLabels,
	readAnswer,
	typedAnswer
} from '$lib/drafts/kinds/review-form.ts';
import type { Actions, PageServerLoad } from './$types';

const KIND = 'review.answered';

/** The published review that the route names by its entry's number, with the draft of an answer, for a leader. */
async function requirePublished({ params }: { params: { seq?: string } }) {
	const { client, member } = await requireRole('leader');
	const { id, slug } = member.organization;
	const seq = /^\d{1,15}$/.test(params.seq!) ? Number(params.seq) : 0;
	const recorded = await organization(slug);
	const found = recorded && reviewNumbered(recorded, seq, today(), markdown);
	if (!found) error(404, m.reviews_no_review());
	const draft = await draftAbout(client, id, KIND, String(seq));
	return { client, member, ...found, draft, path: `/workspace/${slug}/goals/${found.goal.key}` };
}

export const load: PageServerLoad = async (event) => {
	await refreshRecord();
	const { goal, review, draft } = await requirePublished(event);
	return {
		goal: { key: goal.key, title: titleAsOf(goal, today()) },
		review,
		stored: draft ? typedAnswer(draft) : { statement: '', draft: randomUUID(), seen: '' }
	};
};

export const actions: Actions = {
	change: action(requirePublished, (_, form) => ({
		typed: readAnswer(form),
		errors: {},
		confirm: null
	})),
	// Stores it, so that what is looked at is what is published.
	preview: action(requirePublished, async ({ client, member, review, goal, draft }, form) => {
		const typed = readAnswer(form);
		const refused = (status: number, errors: Record<string, string>, more: object = {}) =>
			fail(status, { typed, errors, confirm: null, ...more });
		const checked = check(answerForm, typed);
		if (!checked.ok) return refused(422, checked.errors);
		const { statement } = checked.value;
		const which = {
			id: draft?.id ?? (isUuid(typed.draft) ? typed.draft : randomUUID()),
			seen: typed.seen
		};
		const facts = { goal: goal.key, of: review.of, review: review.seq, statement };
		const { id } = member.organization;
		const refusal = await saveDraft(client, id, KIND, facts, which);
		const now = await draftAbout(client, id, KIND, String(review.seq));
		if (refusal && now) {
			const stored = typedAnswer(now);
			const conflict = {
				seen: stored.seen,
				differences: differences(stored, typed, answerLabels())
			};
			return refused(409, { '': refusal.message }, { conflict });
		}
		if (refusal) return refused(409, { '': refusal.message });
		return {
			typed: now ? typedAnswer(now) : typed,
			errors: {},
			confirm: { day: today(), statement: markdown(statement) }
		};
	}),
	publish: action(requirePublished, async ({ client, draft, path }, form) => {
		const typed = readAnswer(form);
		const result = await publishDraft(client, { id: draft?.id ?? typed.draft, seen: typed.seen });
		await refreshRecord();
		if ('seq' in result) redirect(303, to(`${path}?published=${result.seq}`));
		return fail(409, { typed, errors: { '': result.failure.message }, confirm: null });
	}),
	discard: action(requirePublished, async ({ client, draft, path }) => {
		const refusal = draft && (await discardDraft(client, draft.id));
		if (refusal)
			return fail(409, {
				typed: typedAnswer(draft),
				errors: { '': refusal.message },
				confirm: null
			});
		redirect(303, to(`${path}?notice=draft-discarded`));
	})
};
