import { error, fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { lastDayOf } from '$lib/record/quarter.ts';
import { action } from '$lib/server/http/form.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { requireRole } from '$lib/server/people/session.ts';
import { compute } from '$lib/server/drafts/certify.ts';
import { certifyProposal, decline, proposal, withdraw } from '$lib/server/drafts/proposals.ts';
import { isUuid } from '$lib/server/drafts/require-goal.ts';
import { requireRecorded } from '$lib/server/drafts/require-recorded.ts';
import { certifiedText } from '$lib/view/certified/certified.ts';
import { check, text } from '$lib/drafts/form.ts';
import { confirmForm, readConfirmation, sameFigures } from '$lib/drafts/kinds/proposal.ts';
import type { Actions, PageServerLoad } from './$types';
import { newest } from '$lib/scoring/methods.ts';

/** The leader and the proposal that the route names, with the record at a position as it is certified. */
async function requireProposal(id: string, position?: number) {
	const then = await requireRecorded(position);
	const { client, member } = then;
	const found = isUuid(id) ? await proposal(client, member.organization.id, id) : null;
	if (!found) error(404, m.cert2_none());
	return { ...then, proposal: found };
}

const pageOf = (slug: string, period: string, seq: number) =>
	to(`/${slug}/certified/${period}#entry-${seq}`);

export const load: PageServerLoad = async ({ params }) => {
	const { member, recorded, position, unread, proposal } = await requireProposal(params.id);
	const { period, published_seq, corrects, reason } = proposal;
	if (published_seq !== null)
		redirect(303, pageOf(member.organization.slug, period, published_seq));
	const signed = recorded.certified.flatMap(({ certifier, confirmed_by }) => [
		certifier,
		...(confirmed_by ? [confirmed_by] : [])
	]);
	return {
		card: certifiedText({
			period,
			as_of: lastDayOf(period),
			effective_on: proposal.effective_on,
			method: newest.number,
			position: { seq: position, leaf_hash: '' },
			figures: proposal.figures,
			certifier: { name: proposal.certifier_name, office: proposal.certifier_office },
			statement: proposal.statement,
			...(corrects !== null && { corrects, reason: reason ?? '' })
		}),
		unread,
		same:
			unread === null && sameFigures(proposal.figures, compute(recorded, period, position).figures),
		status: proposal.status,
		comment: proposal.comment,
		author: proposal.author.name,
		answerer: proposal.answerer?.name ?? '',
		mine: proposal.author.id === member.id,
		created_on: proposal.created_at.slice(0, 10),
		name: member.name,
		office: member.office ?? signed.findLast(({ name }) => name === member.name)?.office ?? ''
	};
};

type Typed = { name?: string; office?: string; decline?: string };
const refused = (status: number, errors: Record<string, string>, typed: Typed = {}) =>
	fail(status, { errors, typed });

const leader = () => requireRole('leader');
const named = ({ params }: { params: { id?: string } }) => requireProposal(params.id!);

export const actions: Actions = {
	certify: action(leader, async (_, form, { params }) => {
		const typed = readConfirmation(form);
		const position = Number(text(form, 'position')) || 0;
		const then = await requireProposal(params.id!, position);
		const { client, member, recorded, unread, proposal } = then;
		const checked = check(confirmForm, typed);
		if (!checked.ok) return refused(422, checked.errors, typed);
		if (unread !== null) return refused(409, { '': m.unread_certify({ seq: unread }) }, typed);
		const computed = compute(recorded, proposal.period, position);
		const result = await certifyProposal(client, proposal.id, computed, checked.value);
		if ('failure' in result) return refused(409, { '': result.failure.message }, typed);
		await refreshRecord();
		redirect(303, pageOf(member.organization.slug, proposal.period, result.seq));
	}),
	decline: action(named, async ({ client, member, proposal }, form) => {
		const comment = text(form, 'decline');
		const refusal = await decline(client, proposal.id, comment);
		if (refusal) return refused(409, { '': refusal.message }, { decline: comment });
		redirect(303, to(`/workspace/${member.organization.slug}?notice=certification-declined`));
	}),
	withdraw: action(named, async ({ client, member, proposal }) => {
		const refusal = await withdraw(client, proposal.id);
		if (refusal) return refused(409, { '': refusal.message });
		redirect(303, to(`/workspace/${member.organization.slug}?notice=certification-withdrawn`));
	})
};
