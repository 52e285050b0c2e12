import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { lastDayOf } from '$lib/record/quarter.ts';
import type { Failure } from '$lib/server/database/failure.ts';
import { action } from '$lib/server/http/form.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { requireRole } from '$lib/server/people/session.ts';
import { today } from '$lib/server/record/today.ts';
import { certify, choices, compute, type Computed } from '$lib/server/drafts/certify.ts';
import { proposal, proposals, propose } from '$lib/server/drafts/proposals.ts';
import { isUuid } from '$lib/server/drafts/require-goal.ts';
import { requireRecorded, type Recorded } from '$lib/server/drafts/require-recorded.ts';
import { certifiedText } from '$lib/view/certified/certified.ts';
import {
	blankCertification,
	certifyForm,
	readCertification,
	type Certification,
	type CertifyTyped
} from '$lib/drafts/kinds/certify-form.ts';
import { check, text } from '$lib/drafts/form.ts';
import { listPages } from '$lib/drafts/list-page.ts';
import { proposalsFor, proposalTyped } from '$lib/drafts/kinds/proposal.ts';
import type { Actions, PageServerLoad } from './$types';
import { newest } from '$lib/scoring/methods.ts';

export const load: PageServerLoad = async ({ url }) => {
	const { client, member, recorded, unread } = await requireRecorded();
	const again = url.searchParams.get('again') ?? '';
	const declined = isUuid(again) && (await proposal(client, member.organization.id, again));
	const quarters = choices(recorded, today());
	const open = quarters.find(({ certified_on }) => certified_on === null) ?? quarters[0];
	const before = recorded.certified.findLast(({ certifier }) => certifier.name === member.name);
	return {
		unread,
		transcribed: recorded.registered.kept_by === 'transcriber',
		choices: quarters,
		rule: member.organization.two_person_rule ?? false,
		proposals: listPages(url)(
			'proposals',
			proposalsFor(await proposals(client, member.organization.id), member.id)
		),
		today: today(),
		stored: declined
			? proposalTyped(declined)
			: blankCertification({
					period: open?.period ?? '',
					today: today(),
					name: member.name,
					office: member.office ?? before?.certifier.office ?? ''
				})
	};
};

/** What is going to be public, from what is typed and computed. */
function preview(
	{ period, effective_on, name, office, statement, reason }: Certification,
	{ position, figures, corrects }: Computed
) {
	return certifiedText({
		period,
		as_of: lastDayOf(period),
		effective_on,
		method: newest.number,
		position: { seq: position, leaf_hash: '' },
		figures,
		certifier: { name, office },
		statement,
		...(corrects !== null && { corrects, reason: reason ?? '' })
	});
}

/** What the form comes to on that record: errors beside what was typed, or what would be published. */
function prepare(typed: CertifyTyped, { recorded, position, unread }: Recorded) {
	if (unread !== null)
		return { ok: false as const, errors: { '': m.unread_certify({ seq: unread }) } };
	const limits = { today: today(), choices: choices(recorded, today()) };
	const checked = check(certifyForm(limits), typed);
	if (!checked.ok) return { ok: false as const, errors: checked.errors };
	const computed = compute(recorded, checked.value.period, position);
	return { ok: true as const, value: checked.value, computed };
}

const leader = () => requireRole('leader');

export const actions: Actions = {
	change: action(leader, (_, form) => ({
		typed: readCertification(form),
		errors: {},
		confirm: null
	})),
	preview: action(leader, async (_, form) => {
		const typed = readCertification(form);
		const prepared = prepare(typed, await requireRecorded());
		if (!prepared.ok) return fail(422, { typed, errors: prepared.errors, confirm: null });
		return { typed, errors: {}, confirm: preview(prepared.value, prepared.computed) };
	}),
	certify: action(leader, (_, form) =>
		publish(form, async ({ client, member }, value, computed) => {
			const { slug, id } = member.organization;
			const result = await certify(client, id, value, computed);
			return 'failure' in result
				? result
				: { path: `/${slug}/certified/${value.period}#entry-${result.seq}` };
		})
	),
	propose: action(leader, (_, form) =>
		publish(form, async ({ client, member }, value, computed) => {
			const { slug, id } = member.organization;
			const result = await propose(client, id, value, computed);
			const path = `/workspace/${slug}/certify`;
			return 'failure' in result
				? result
				: { path: `${path}/${result.id}?notice=certification-proposed` };
		})
	)
};

/** Leads on where what was previewed was taken; else back to the preview, with the refusal. */
async function publish(
	form: FormData,
	send: (
		then: Recorded,
		value: Certification,
		computed: Computed
	) => Promise<{ path: string } | { failure: Failure }>
) {
	const typed = readCertification(form);
	// Only what was previewed is published: the figures of that position, and no others.
	const then = await requireRecorded(Number(text(form, 'position')) || 0);
	const prepared = prepare(typed, then);
	if (!prepared.ok) return fail(422, { typed, errors: prepared.errors, confirm: null });
	const result = await send(then, prepared.value, prepared.computed);
	await refreshRecord();
	if ('path' in result) redirect(303, to(result.path));
	const refusal = { '': result.failure.message };
	const again = prepare(typed, await requireRecorded());
	return again.ok
		? fail(409, { typed, errors: refusal, confirm: preview(again.value, again.computed) })
		: fail(409, { typed, errors: { ...refusal, ...again.errors }, confirm: null });
}
