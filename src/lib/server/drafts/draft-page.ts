import { fail, redirect } from '@sveltejs/kit';
import { to } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import { differences } from '../../drafts/conflict.ts';
import type { DraftKind } from '../../drafts/draft-kind.ts';
import { DRAFT_STATES, stateOf, type DraftLine } from '../../drafts/draft-steps.ts';
import { saying } from '../../drafts/flash-messages.ts';
import { text } from '../../drafts/form.ts';
import { KINDS } from '../../view/kinds/index.ts';
import type { Client } from '../backend/backend.ts';
import type { Failure } from '../database/failure.ts';
import { action } from '../http/form.ts';
import type { Member } from '../people/session.ts';
import {
	discardDraft,
	draftsOf,
	returnDraft,
	returnedWith,
	saveDraft,
	takeBackDraft,
	type Draft
} from './drafts.ts';
import { isUuid } from './require-goal.ts';

/** What the pages of drafts of any kind have in common. The database decides who may do what, and appends. */

/**
 * The drafts that wait for the leaders or to be gone on with, of a kind or of all: first what is the member's to do,
 * the newest first. `titleOf` has the titles of published goals.
 */
export async function draftLines(
	{ client, member }: { client: Client; member: Member },
	titleOf: (goal: string) => string | undefined,
	kind?: DraftKind
): Promise<DraftLine[]> {
	const drafts = await draftsOf(client, member.organization.id, kind);
	const lines = await Promise.all(
		drafts.map(async (draft) => {
			const onItsWay = KINDS[draft.kind as DraftKind]?.onItsWay;
			const named = { id: draft.id, subject: draft.subject ?? '' };
			const what = onItsWay?.name(named, titleOf) ?? null;
			if (!onItsWay || what === null) return [];
			const state = stateOf(draft, member.id);
			const returned = state === 'declined' ? await returnedWith(client, draft.id) : null;
			const { name } = draft.submitter ?? draft.author;
			const page = onItsWay.page(named);
			const comment = returned?.body ?? null;
			const own = draft.author.id === member.id || draft.editors.includes(member.id);
			return [{ id: draft.id, what, name, state, comment, page, subject: named.subject, own }];
		})
	);
	const place = ({ state }: DraftLine) => DRAFT_STATES.indexOf(state);
	return lines.flat().sort((a, b) => place(a) - place(b));
}

/** Who stands behind a draft, since when, why it came back, and the version that is shown. */
export async function standingOf(client: Client, draft: Draft) {
	const comment = await returnedWith(client, draft.id);
	return {
		status: draft.status,
		returned: draft.status === 'returned' ? comment : null,
		/** Then it stays when it is discarded. */
		commented: comment !== null,
		by: (draft.submitter ?? draft.author).name,
		on: (draft.submitted_at ?? draft.created_at).slice(0, 10),
		seen: draft.updated_at
	};
}

type Stored<T> = {
	kind: DraftKind;
	facts: object;
	typed: T;
	/** The draft that was typed into, null for a new one; `now` reads it again. */
	draft: Draft | null;
	now: () => Promise<Draft | null>;
	typedOf: (draft: Draft) => T;
	labels: Record<string, string>;
	/** Where a draft is gone on with once it is stored. */
	then: (id: string) => string;
};

/** Stores what was typed, and leads on; else answers the form with why not, and with what is stored by now. */
export async function storeDraft<T extends { draft: string; seen: string }>(
	{ client, member }: { client: Client; member: Member },
	{ kind, facts, typed, draft, now, typedOf, labels, then }: Stored<T>
) {
	const id = draft?.id ?? typed.draft;
	if (!isUuid(id)) return fail(422, { typed, errors: { '': m.form_invalid() } });
	const which = { id, seen: typed.seen };
	const refusal = await saveDraft(client, member.organization.id, kind, facts, which);
	if (!refusal) redirect(303, to(then(id)));
	const errors = { '': refusal.message };
	const newer = ['changed_meanwhile', 'drafted_already'].includes(refusal.code) && (await now());
	if (!newer) return fail(409, { typed, errors });
	const stored = typedOf(newer);
	const conflict = { seen: stored.seen, differences: differences(stored, typed, labels) };
	return fail(409, { typed, errors, conflict });
}

/** What the page of a draft answers to a step that was not taken, with all that was typed. */
export const refused = (status: number, errors: Record<string, string>, typed: object = {}) =>
	fail(status, { errors, typed });

/** Leads on where a step that publishes nothing was taken; else says why not. */
export function lead(refusal: Failure | null, then: string, typed: object = {}) {
	if (refusal) return refused(409, { '': refusal.message }, typed);
	redirect(303, to(then));
}

type At = {
	client: Client;
	draft: { id: string };
	/** Where each step leads, and says what was done. */
	leads: { taken_back: string; returned: string; discarded: string };
};

type Named = (event: { params: Partial<Record<string, string>> }) => Promise<At>;

/** The steps that are the same for every kind; `named` gives the draft that the route names. */
export function sameSteps(named: Named) {
	return {
		take_back: action(named, async ({ client, draft, leads }) =>
			lead(await takeBackDraft(client, draft.id), saying(leads.taken_back, 'draft-taken-back'))
		),
		return: action(named, async ({ client, draft, leads }, form) => {
			const comment = text(form, 'comment');
			const then = saying(leads.returned, 'draft-returned');
			return lead(await returnDraft(client, draft.id, comment), then, { comment });
		}),
		discard: action(named, async ({ client, draft, leads }) =>
			lead(await discardDraft(client, draft.id), saying(leads.discarded, 'draft-discarded'))
		)
	};
}
