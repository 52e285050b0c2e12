import { fail } from '@sveltejs/kit';
import { m } from '../../paraglide/messages.js';
import {
	certificationTyped,
	certifyForm,
	certifyLabels,
	readCertification
} from '../../drafts/kinds/certify-form.ts';
import { check } from '../../drafts/form.ts';
import type { Client } from '../backend/backend.ts';
import type { Member } from '../people/session.ts';
import { today } from '../record/today.ts';
import { choices, compute, factsOf } from './certify.ts';
import { draftLines, storeDraft } from './draft-page.ts';
import { draftById, type Draft } from './drafts.ts';
import { isUuid } from './require-goal.ts';
import { requireRecorded, type Recorded } from './require-recorded.ts';

/** What the pages of certified scorecards have in common. The database decides who may do what, and appends. */

const KIND = 'scorecard.certified';

/** The drafts that wait for the leaders or to be gone on with. They are of no goal. */
export const certifyDrafts = (by: { client: Client; member: Member }) =>
	draftLines(by, () => undefined, KIND);

/** The draft of that id with the record at a position, for a leader. */
export async function requireCertificate(id: string, position?: number) {
	const then = await requireRecorded(position);
	const { client, member } = then;
	const draft = isUuid(id) ? await draftById(client, member.organization.id, KIND, id) : null;
	return { ...then, draft };
}

/** Stores what was typed, as a new draft or over `draft`, with the figures that the record gives now. */
export async function storeCertificate(form: FormData, then: Recorded, draft: Draft | null) {
	const { client, member, recorded, position, unread } = then;
	const typed = readCertification(form);
	if (unread !== null)
		return fail(422, { typed, errors: { '': m.unread_certify({ seq: unread }) } });
	const checked = check(certifyForm({ today: today(), choices: choices(recorded) }), typed);
	if (!checked.ok) return fail(422, { typed, errors: checked.errors });
	const { id, slug } = member.organization;
	return storeDraft(then, {
		kind: KIND,
		facts: factsOf(checked.value, compute(recorded, checked.value.period, position)),
		typed,
		draft,
		now: async () => draft && draftById(client, id, KIND, draft.id),
		typedOf: certificationTyped,
		labels: certifyLabels(),
		then: (stored) => `/workspace/${slug}/certify/${stored}`
	});
}
