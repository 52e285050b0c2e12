import { fail, redirect } from '@sveltejs/kit';
import { to } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import {
	certificationOf,
	certificationTyped,
	certifyForm,
	certifyLabels,
	readCertification
} from '../../drafts/kinds/certify-form.ts';
import { stateOf, type DraftLine } from '../../drafts/kinds/certify-steps.ts';
import { differences } from '../../drafts/conflict.ts';
import { check } from '../../drafts/form.ts';
import type { Client } from '../backend/backend.ts';
import { today } from '../record/today.ts';
import { choices, compute, factsOf } from './certify.ts';
import { draftById, draftsOf, returnedWith, saveDraft, type Draft } from './drafts.ts';
import { isUuid } from './require-goal.ts';
import { requireRecorded, type Recorded } from './require-recorded.ts';

/** What the pages of certified scorecards have in common. The database decides who may do what, and appends. */

const KIND = 'scorecard.certified';

/** The drafts that wait for the leaders or to be gone on with, the newest first. */
export async function certifyDrafts(
	client: Client,
	organization: string,
	member: string
): Promise<DraftLine[]> {
	const drafts = await draftsOf(client, organization, KIND);
	return Promise.all(
		drafts.map(async (draft) => {
			const state = stateOf(draft, member);
			const returned = state === 'declined' ? await returnedWith(client, draft.id) : null;
			const { name } = draft.submitter ?? draft.author;
			const { period } = certificationOf(draft.facts);
			return { id: draft.id, period, name, state, comment: returned?.body ?? null };
		})
	);
}

/** The draft of that id with the record at a position, for a leader. */
export async function requireCertificate(id: string, position?: number) {
	const then = await requireRecorded(position);
	const { client, member } = then;
	const draft = isUuid(id) ? await draftById(client, member.organization.id, KIND, id) : null;
	return { ...then, draft };
}

/** Stores what was typed, as a new draft or over `stored`, with the figures that the record gives now. */
export async function storeCertificate(form: FormData, then: Recorded, stored: Draft | null) {
	const { client, member, recorded, position, unread } = then;
	const typed = readCertification(form);
	if (unread !== null)
		return fail(422, { typed, errors: { '': m.unread_certify({ seq: unread }) } });
	const checked = check(certifyForm({ today: today(), choices: choices(recorded) }), typed);
	if (!checked.ok) return fail(422, { typed, errors: checked.errors });
	if (!stored && !isUuid(typed.draft))
		return fail(422, { typed, errors: { '': m.form_invalid() } });
	const id = stored?.id ?? typed.draft;
	const facts = factsOf(checked.value, compute(recorded, checked.value.period, position));
	const { organization } = member;
	const refusal = await saveDraft(client, organization.id, KIND, facts, { id, seen: typed.seen });
	if (refusal?.code === 'changed_meanwhile' && stored) {
		const now = certificationTyped(stored);
		const conflict = { seen: now.seen, differences: differences(now, typed, certifyLabels()) };
		return fail(409, { typed, errors: { '': refusal.message }, conflict });
	}
	if (refusal) return fail(409, { typed, errors: { '': refusal.message } });
	redirect(303, to(`/workspace/${organization.slug}/certify/${id}`));
}
