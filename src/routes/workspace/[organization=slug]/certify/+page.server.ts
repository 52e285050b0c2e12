import { error, fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { organizationAt } from '$lib/record/fold.ts';
import { lastDayOf } from '$lib/record/quarter.ts';
import { METHOD } from '$lib/scoring/constants.ts';
import { organization, record, refreshRecord } from '$lib/server/record.ts';
import { requireRole } from '$lib/server/session.ts';
import { today } from '$lib/server/today.ts';
import { certify, choices, compute, type Computed } from '$lib/server/workspace/certify.ts';
import { certifiedText } from '$lib/view/certified.ts';
import {
	blankCertification,
	certifyForm,
	readCertification,
	type Certification,
	type CertifyTyped
} from '$lib/workspace/certify-form.ts';
import { check, text } from '$lib/workspace/form.ts';
import type { Actions, PageServerLoad } from './$types';

/** The leader, with the organization as it stood at a position of the record: the last, unless given. */
async function requireRecorded(position?: number) {
	const { client, member } = await requireRole('leader');
	await refreshRecord();
	const [found, { seq }] = [await organization(member.organization.slug), await record()];
	if (!found) error(409, m.certify_no_record());
	const at = position ?? seq;
	const recorded = at <= seq ? organizationAt(found, at) : undefined;
	if (!recorded) error(409, m.certify_refused_record_grew());
	return { client, member, recorded, position: at };
}

export const load: PageServerLoad = async () => {
	const { member, recorded } = await requireRecorded();
	const quarters = choices(recorded, today());
	const open = quarters.find(({ certified_on }) => certified_on === null) ?? quarters[0];
	const before = recorded.certified.findLast(({ certifier }) => certifier.name === member.name);
	return {
		transcribed: recorded.registered.kept_by === 'transcriber',
		choices: quarters,
		stored: blankCertification({
			period: open?.period ?? '',
			today: today(),
			name: member.name,
			office: before?.certifier.office ?? ''
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
		method: METHOD,
		position: { seq: position, leaf_hash: '' },
		figures,
		certifier: { name, office },
		statement,
		...(corrects !== null && { corrects, reason: reason ?? '' })
	});
}

type Recorded = Awaited<ReturnType<typeof requireRecorded>>;

/** What the form comes to on that record: errors beside what was typed, or what would be published. */
function prepare(typed: CertifyTyped, { recorded, position }: Recorded) {
	const limits = { today: today(), choices: choices(recorded, today()) };
	const checked = check(certifyForm(limits), typed);
	if (!checked.ok) return { ok: false as const, errors: checked.errors };
	const computed = compute(recorded, checked.value.period, position);
	return { ok: true as const, value: checked.value, computed };
}

export const actions: Actions = {
	change: async ({ request }) => {
		await requireRole('leader');
		return { typed: readCertification(await request.formData()), errors: {}, confirm: null };
	},
	preview: async ({ request }) => {
		const typed = readCertification(await request.formData());
		const prepared = prepare(typed, await requireRecorded());
		if (!prepared.ok) return fail(422, { typed, errors: prepared.errors, confirm: null });
		return { typed, errors: {}, confirm: preview(prepared.value, prepared.computed) };
	},
	certify: async ({ request }) => {
		const form = await request.formData();
		const typed = readCertification(form);
		// Only what was previewed is published: the figures of that position, and no others.
		const then = await requireRecorded(Number(text(form, 'position')) || 0);
		const prepared = prepare(typed, then);
		if (!prepared.ok) return fail(422, { typed, errors: prepared.errors, confirm: null });
		const { slug, id } = then.member.organization;
		const result = await certify(then.client, id, prepared.value, prepared.computed);
		await refreshRecord();
		if ('seq' in result)
			redirect(303, to(`/${slug}/certified/${typed.period}#entry-${result.seq}`));
		const refusal = { '': result.failure.message };
		const again = prepare(typed, await requireRecorded());
		return again.ok
			? fail(409, { typed, errors: refusal, confirm: preview(again.value, again.computed) })
			: fail(409, { typed, errors: { ...refusal, ...again.errors }, confirm: null });
	}
};
