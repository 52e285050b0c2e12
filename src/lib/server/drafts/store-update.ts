import { fail, redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { to } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import { differences, type Closed, type Conflict } from '../../drafts/conflict.ts';
import { evidenceRow } from '../../drafts/evidence/evidence-form.ts';
import { updateLabels, withRows } from '../../drafts/kinds/labels.ts';
import { sameDraft } from '../../drafts/readiness/same-draft.ts';
import { numbered, typedUpdate, type UpdateTyped } from '../../drafts/kinds/update-form.ts';
import type { Client } from '../backend/backend.ts';
import type { Member } from '../people/session.ts';
import type { Goal } from './goals.ts';
import { isUuid } from './require-goal.ts';
import { checkUpdate, notReady, readTaking } from './update-page.ts';
import * as updates from './updates.ts';

type Asked = {
	client: Client;
	member: Member;
	goal: Goal;
	/** The draft to store over; without it a new one is made. */
	update?: updates.Update;
	corrected: updates.Update | undefined;
};

/**
 * Stores what was typed, and with `submit` hands it to the leaders; then leads to the preview. What was
 * stored already in the same words, because no answer came the first time, is stored.
 */
export async function storeUpdate(form: FormData, asked: Asked, submit: boolean) {
	const { client, member, goal, update, corrected } = asked;
	const taken = await readTaking(form, client, member);
	if (taken.errors['']) return fail(422, taken);
	const { typed, checked } = checkUpdate(taken.typed, goal, corrected);
	if (!checked.ok) return fail(422, { typed, errors: checked.errors });
	const problem = submit ? notReady(checked.value, goal, corrected) : null;
	if (problem) return fail(422, { typed, errors: { '': problem } });
	const id = update?.id ?? (isUuid(typed.draft) ? typed.draft : randomUUID());
	const ids = { id, goal_id: goal.id };
	// A new draft that was seen is one that was stored before and is to be replaced.
	const refusal =
		update || typed.seen
			? await updates.save(client, ids, checked.value, typed.seen)
			: await updates.create(client, ids, checked.value, corrected?.id);
	const at = to(`/workspace/${member.organization.slug}/updates/${id}/preview`);
	if (refusal) {
		const stored = STORED_BEFORE.has(refusal.code) ? await find(asked, id) : undefined;
		if (!stored) return fail(422, { typed, errors: { '': refusal.message } });
		const evidence = checked.value.evidence.map(evidenceRow);
		if (!sameDraft(stored, { ...checked.value, evidence })) {
			const closed = closedAs(stored);
			const message = closed ? m.flow_closed({ closed }) : m.refusal_changed_meanwhile();
			const conflict = {
				...conflictOf(stored, typed),
				closed,
				...(update && !closed ? {} : { at })
			};
			return fail(409, { typed, errors: { '': message }, conflict });
		}
	}
	const submitted = submit && !(await updates.submit(client, id));
	redirect(303, `${at}?notice=${submitted ? 'update-submitted' : 'draft-saved'}`);
}

/** What the database refuses with where another version stands than the one that was typed over. */
const STORED_BEFORE = new Set(['changed_meanwhile', 'not_editable', 'taken']);

/** Whether nobody can edit an update any more, and why: null for a draft. */
export function closedAs(update: Pick<updates.Update, 'published_seq' | 'status'>): Closed | null {
	if (update.published_seq !== null) return 'published';
	return update.status === 'submitted' ? 'submitted' : null;
}

async function find({ client, member, goal }: Asked, id: string) {
	const update = await updates.find(client, member.organization.id, id);
	return update?.goal_id === goal.id ? update : undefined;
}

function conflictOf(update: updates.Update, typed: UpdateTyped): Conflict {
	const stored = typedUpdate(update, update.updated_at);
	const rows = Math.max(stored.evidence.length, typed.evidence.length);
	const labels = withRows(updateLabels(), { evidence: rows });
	return {
		seen: stored.seen,
		differences: differences(numbered(stored), numbered(typed), labels)
	};
}
