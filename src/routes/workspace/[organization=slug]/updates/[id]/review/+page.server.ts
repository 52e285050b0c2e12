import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { action } from '$lib/server/http/form.ts';
import { markdown } from '$lib/server/markdown.ts';
import { organization } from '$lib/server/record/record.ts';
import { saveDraft } from '$lib/server/drafts/drafts.ts';
import { show } from '$lib/server/drafts/show.ts';
import { recordedGoal, requireReview } from '$lib/server/drafts/review-page.ts';
import * as reviews from '$lib/server/drafts/reviews.ts';
import { publicUpdate, redactedItems } from '$lib/view/workspace/review.ts';
import { differences } from '$lib/drafts/conflict.ts';
import { check } from '$lib/drafts/form.ts';
import {
	blankReview,
	readReview,
	reviewForm,
	reviewTerms,
	typedReview
} from '$lib/drafts/kinds/review-form.ts';
import { gradedBy } from '$lib/drafts/readiness/readiness.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { client, member, goal, update, draft } = await requireReview();
	const recorded = await recordedGoal(member, goal.key);
	const whole = await organization(member.organization.slug);
	return {
		goal: { key: goal.key, title: goal.revisions.at(-1)?.title ?? goal.key },
		update: recorded && update.key ? publicUpdate(recorded, update.key, markdown) : undefined,
		redacted: redactedItems(update.evidence),
		access: member.review_access ?? 'public',
		isDraft: draft !== null,
		stored: draft
			? typedReview(draft.facts, draft.updated_at)
			: blankReview(await reviews.lastDeclared(client, member, whole))
	};
};

/** What the database refuses with where another version stands than the one that was typed over. */
const STORED_BEFORE = new Set(['changed_meanwhile', 'drafted_already', 'not_editable']);

export const actions: Actions = {
	show: action(requireReview, (_, form) => show(readReview(form), 'statement')),
	save: action(requireReview, async ({ client, member, goal, update, reviewed, draft }, form) => {
		const typed = readReview(form);
		const criteria = gradedBy(update, goal)?.criteria.length ?? 0;
		const checked = check(reviewForm(criteria), typed);
		if (!checked.ok) return fail(422, { typed, errors: checked.errors });
		const facts = reviews.factsOf(member, reviewed, checked.value);
		const which = { id: draft?.id ?? randomUUID(), seen: typed.seen };
		const { id } = member.organization;
		const refusal = await saveDraft(client, id, 'review.published', facts, which);
		if (refusal && STORED_BEFORE.has(refusal.code)) {
			const now = await reviews.draftOf(client, member, reviewed);
			const stored = now ? typedReview(now.facts, now.updated_at) : blankReview(null);
			const conflict = {
				seen: stored.seen,
				differences: differences(stored, typed, reviewTerms())
			};
			return fail(409, { typed, errors: { '': refusal.message }, conflict });
		}
		if (refusal) return fail(422, { typed, errors: { '': refusal.message } });
		const path = `/workspace/${member.organization.slug}/updates/${update.id}/review/preview`;
		redirect(303, to(`${path}?notice=draft-saved`));
	})
};
