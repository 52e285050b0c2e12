import { error, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { lastDayOf } from '$lib/record/quarter.ts';
import { action } from '$lib/server/http/form.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { requireCertificate } from '$lib/server/drafts/certify-page.ts';
import { compute } from '$lib/server/drafts/certify.ts';
import { lead, refused, sameSteps, standingOf } from '$lib/server/drafts/draft-page.ts';
import { publishDraft, submitDraft } from '$lib/server/drafts/drafts.ts';
import { certifiedText } from '$lib/view/certified/certified.ts';
import { certificationOf } from '$lib/drafts/kinds/certify-form.ts';
import { confirmForm, readConfirmation, sameFigures } from '$lib/drafts/kinds/certify-steps.ts';
import { stepsOf } from '$lib/drafts/draft-steps.ts';
import { saying } from '$lib/drafts/flash-messages.ts';
import { check, text } from '$lib/drafts/form.ts';
import type { Actions, PageServerLoad } from './$types';
import { recordingAsOf } from '$lib/scoring/certified.ts';
import { newest } from '$lib/scoring/methods.ts';

/** The draft that the route names, with the record at a position. */
async function requireDraft(id: string, position?: number) {
	const { draft, ...then } = await requireCertificate(id, position);
	if (!draft) error(404, m.draft_none());
	const home = `/workspace/${then.member.organization.slug}`;
	const path = `${home}/certify/${draft.id}`;
	const leads = { taken_back: path, returned: home, discarded: `${home}/certify` };
	return { ...then, draft, path, leads };
}

const pageOf = (slug: string, period: string, seq: number) =>
	to(`/${slug}/certified/${period}#entry-${seq}`);

export const load: PageServerLoad = async ({ params }) => {
	const { client, member, recorded, position, unread, draft, path } = await requireDraft(params.id);
	const { organization } = member;
	if (draft.published_seq !== null)
		redirect(303, pageOf(organization.slug, draft.subject ?? '', draft.published_seq));
	const { corrects, reason, figures: drafted, ...said } = certificationOf(draft.facts);
	// Of a draft that members wrote past the form there is nothing to look at yet.
	if (said.period === '' || said.effective_on === '') redirect(303, to(`${path}/edit`));
	const { figures } = compute(recorded, said.period, position);
	const signed = recorded.certified.flatMap(({ certifier, confirmed_by }) => [
		certifier,
		...(confirmed_by ? [confirmed_by] : [])
	]);
	return {
		card: certifiedText({
			...said,
			...(corrects !== null && { corrects, reason }),
			as_of: lastDayOf(said.period),
			method: newest.number,
			position: { seq: position, leaf_hash: '' },
			figures: drafted ?? figures,
			recording: recordingAsOf(recorded.entries, lastDayOf(said.period))
		}),
		unread,
		same: unread === null && sameFigures(drafted, figures),
		backDated: said.effective_on < today(),
		...(await standingOf(client, draft)),
		steps: stepsOf(draft, member.id, organization.two_person_rule ?? false),
		name: member.name,
		office: member.office ?? signed.findLast(({ name }) => name === member.name)?.office ?? ''
	};
};

/** The draft with what is added when it goes on: the figures of the position that was looked at, and no others. */
async function lookedAt(form: FormData, id: string) {
	const at = await requireDraft(id, Number(text(form, 'position')) || 0);
	const { recorded, position, draft } = at;
	const { period } = certificationOf(draft.facts);
	const added =
		period === '' ? {} : { position, figures: compute(recorded, period, position).figures };
	return { ...at, added, which: { id: draft.id, seen: text(form, 'seen') } };
}

/** Leads on where a step was taken; else says why not. */
async function publish(
	form: FormData,
	id: string,
	typed: object = {},
	more: { confirmed_by?: object } = {}
) {
	const { client, member, draft, which, added, unread } = await lookedAt(form, id);
	if (unread !== null) return refused(409, { '': m.unread_certify({ seq: unread }) }, typed);
	const result = await publishDraft(client, which, { ...added, ...more });
	await refreshRecord();
	if ('failure' in result) return refused(409, { '': result.failure.message }, typed);
	redirect(303, pageOf(member.organization.slug, draft.subject ?? '', result.seq));
}

const named = ({ params }: { params: Partial<Record<string, string>> }) => requireDraft(params.id!);

export const actions: Actions = {
	publish: action(named, ({ draft }, form) => publish(form, draft.id)),
	confirm: action(named, async ({ draft }, form) => {
		const typed = readConfirmation(form);
		const checked = check(confirmForm, typed);
		if (!checked.ok) return refused(422, checked.errors, typed);
		return publish(form, draft.id, typed, { confirmed_by: checked.value });
	}),
	submit: action(named, async ({ client, draft, path }, form) => {
		const { which, added } = await lookedAt(form, draft.id);
		return lead(await submitDraft(client, which, added), saying(path, 'draft-proposed'));
	}),
	...sameSteps(named)
};
