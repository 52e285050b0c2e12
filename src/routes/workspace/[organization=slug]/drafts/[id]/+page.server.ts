import { redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { FORM_KINDS } from '$lib/drafts/form-kinds.ts';
import { action } from '$lib/server/http/form.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { lead, refused, sameSteps, standingOf } from '$lib/server/drafts/draft-page.ts';
import { previewDraft, publishDraft, submitDraft } from '$lib/server/drafts/drafts.ts';
import { aboutOf, requireFormDraft, type FormAt } from '$lib/server/drafts/form-page.ts';
import { scoreEffect } from '$lib/server/drafts/score-effect.ts';
import { AUTHORS_STEPS, stepsOf } from '$lib/drafts/draft-steps.ts';
import { text } from '$lib/drafts/form.ts';
import { backDated } from '$lib/drafts/readiness/readiness.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where one looks at what the draft is of, in the workspace. */
function placeOf({ member, of }: FormAt): string {
	const base = `/workspace/${member.organization.slug}`;
	return of['goal'] ? `${base}/goals/${of['goal']}` : base;
}

async function requireDraft() {
	const at = await requireFormDraft();
	const { slug } = at.member.organization;
	const page = `/workspace/${slug}/drafts/${at.draft.id}`;
	const leads = {
		taken_back: `${page}?notice=draft-taken-back`,
		returned: `/workspace/${slug}?notice=draft-returned`,
		discarded: `${placeOf(at)}?notice=draft-discarded`
	};
	return { ...at, page, leads };
}

export const load: PageServerLoad = async () => {
	const at = await requireDraft();
	const { client, member, kind, draft } = at;
	const { slug, two_person_rule } = member.organization;
	if (draft.published_seq !== null) redirect(303, to(`/record?entry=${draft.published_seq}`));
	const { failure, entry } = await previewDraft(client, draft.id);
	const alone = FORM_KINDS[kind].by === 'reviewer';
	return {
		kind,
		about: aboutOf(at),
		entry,
		problems: failure ? [failure.message] : [],
		scoreEffect: entry ? await scoreEffect(slug, [entry]) : null,
		backDated: entry && backDated(entry.effective_on, today()),
		alone,
		...(await standingOf(client, draft)),
		steps: alone ? AUTHORS_STEPS : stepsOf(draft, member.id, two_person_rule ?? false)
	};
};

export const actions: Actions = {
	publish: action(requireDraft, async (at, form) => {
		const result = await publishDraft(at.client, { id: at.draft.id, seen: text(form, 'seen') });
		await refreshRecord();
		if ('failure' in result) return refused(409, { '': result.failure.message });
		redirect(303, to(`${placeOf(at)}?published=${result.seq}`));
	}),
	submit: action(requireDraft, async ({ client, draft, page }, form) => {
		const which = { id: draft.id, seen: text(form, 'seen') };
		return lead(await submitDraft(client, which), `${page}?notice=draft-proposed`);
	}),
	...sameSteps(requireDraft)
};
