import { error, fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { lastDayOf } from '$lib/record/quarter.ts';
import type { Failure } from '$lib/server/database/failure.ts';
import { action } from '$lib/server/http/form.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { requireCertificate } from '$lib/server/drafts/certify-page.ts';
import { compute } from '$lib/server/drafts/certify.ts';
import {
	discardDraft,
	publishDraft,
	returnDraft,
	returnedWith,
	submitDraft,
	takeBackDraft
} from '$lib/server/drafts/drafts.ts';
import { certifiedText } from '$lib/view/certified/certified.ts';
import { certificationOf } from '$lib/drafts/kinds/certify-form.ts';
import {
	confirmForm,
	readConfirmation,
	sameFigures,
	stepsOf
} from '$lib/drafts/kinds/certify-steps.ts';
import { check, text } from '$lib/drafts/form.ts';
import type { Actions, PageServerLoad } from './$types';
import { newest } from '$lib/scoring/methods.ts';

/** The draft that the route names, with the record at a position. */
async function requireDraft(id: string, position?: number) {
	const { draft, ...then } = await requireCertificate(id, position);
	if (!draft) error(404, m.cert2_none());
	const { organization } = then.member;
	return { ...then, draft, path: `/workspace/${organization.slug}/certify/${draft.id}` };
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
			figures: drafted ?? figures
		}),
		unread,
		same: unread === null && sameFigures(drafted, figures),
		backDated: said.effective_on < today(),
		status: draft.status,
		returned: draft.status === 'returned' ? await returnedWith(client, draft.id) : null,
		steps: stepsOf(draft, member.id, organization.two_person_rule ?? false),
		by: (draft.submitter ?? draft.author).name,
		on: (draft.submitted_at ?? draft.created_at).slice(0, 10),
		seen: draft.updated_at,
		name: member.name,
		office: member.office ?? signed.findLast(({ name }) => name === member.name)?.office ?? ''
	};
};

type Typed = { name?: string; office?: string; comment?: string };
const refused = (status: number, errors: Record<string, string>, typed: Typed = {}) =>
	fail(status, { errors, typed });

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
	typed: Typed = {},
	more: { confirmed_by?: object } = {}
) {
	const { client, member, draft, which, added, unread } = await lookedAt(form, id);
	if (unread !== null) return refused(409, { '': m.unread_certify({ seq: unread }) }, typed);
	const result = await publishDraft(client, which, { ...added, ...more });
	await refreshRecord();
	if ('failure' in result) return refused(409, { '': result.failure.message }, typed);
	redirect(303, pageOf(member.organization.slug, draft.subject ?? '', result.seq));
}

/** Leads on where a step that publishes nothing was taken; else says why not. */
function lead(refusal: Failure | null, then: string, typed: Typed = {}) {
	if (refusal) return refused(409, { '': refusal.message }, typed);
	redirect(303, to(then));
}

const named = ({ params }: { params: { id?: string } }) => requireDraft(params.id!);

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
		return lead(await submitDraft(client, which, added), `${path}?notice=certification-proposed`);
	}),
	take_back: action(named, async ({ client, draft, path }) =>
		lead(await takeBackDraft(client, draft.id), `${path}?notice=certification-withdrawn`)
	),
	return: action(named, async ({ client, member, draft }, form) => {
		const comment = text(form, 'comment');
		const home = `/workspace/${member.organization.slug}`;
		const refusal = await returnDraft(client, draft.id, comment);
		return lead(refusal, `${home}?notice=certification-declined`, { comment });
	}),
	discard: action(named, async ({ client, member, draft }) => {
		const home = `/workspace/${member.organization.slug}`;
		const refusal = await discardDraft(client, draft.id);
		return lead(refusal, `${home}/certify?notice=draft-discarded`);
	})
};
