import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { to } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import type { DraftTyped, Texts } from '../../drafts/form-kind.ts';
import { FORM_KINDS, isFormKind, type FormKindName } from '../../drafts/form-kinds.ts';
import { check, text } from '../../drafts/form.ts';
import type { Organization } from '../../record/state.ts';
import { KINDS } from '../../view/kinds/index.ts';
import { titleAsOf } from '../../view/shared/in-language.ts';
import type { Client } from '../backend/backend.ts';
import { requireRole, type Member } from '../people/session.ts';
import { today } from '../record/today.ts';
import { storeDraft } from './draft-page.ts';
import { anyDraft, draftAbout, draftById, lastOf, type Draft } from './drafts.ts';
import { isUuid, recordedNow } from './require-goal.ts';

/** The pages that drafts of many kinds share: a form, and what it will make public. */

type At = { client: Client; member: Member; recorded: Organization };
/** Where a draft of one kind is filled in; `draft` is null for a new one. */
export type FormAt = At & { kind: FormKindName; of: Texts; draft: Draft | null };

/** The form of a new draft, of what the address names; where there is a draft of it, that one is gone on with. */
export async function requireNew(kind: FormKindName): Promise<FormAt> {
	const at = await requireDrafter(kind);
	const { searchParams } = getRequestEvent().url;
	const of = Object.fromEntries(
		FORM_KINDS[kind].of.map((name) => [name, searchParams.get(name) ?? ''])
	);
	return { ...at, kind, of, draft: null };
}

/** The draft that the route names, of a kind that has these pages, as its drafters see it. */
export async function requireFormDraft(): Promise<FormAt & { draft: Draft }> {
	const { client, member } = await requireRole();
	const id = getRequestEvent().params['id'] ?? '';
	const kind = isUuid(id) ? await anyDraft(client, member.organization.id, id) : null;
	if (!kind || !isFormKind(kind)) error(404, m.draft_none());
	const draft = await draftById(client, member.organization.id, kind, id);
	if (!draft) error(404, m.draft_none());
	const of = FORM_KINDS[kind].typed(draft.facts);
	return { ...(await requireDrafter(kind)), kind, of, draft };
}

async function requireDrafter(kind: FormKindName): Promise<At> {
	const { client, member } = await requireRole(FORM_KINDS[kind].by);
	const recorded = await recordedNow(member);
	if (!recorded) error(404, m.draft_nothing_such());
	return { client, member, recorded };
}

/** What the pages say of what a draft is of; 404 where there is no such thing. */
export function aboutOf({ kind, of, recorded }: FormAt) {
	const page = KINDS[kind].page!;
	const about = page.about(recorded, of);
	if (!about) error(404, m.draft_nothing_such());
	const { goal, texts, parts } = about;
	return {
		title: page.title(),
		note: page.note(),
		publish: page.publish(),
		goal: goal && { key: goal.key, title: titleAsOf(goal, today()) },
		texts,
		parts
	};
}

/** The form as it starts: as stored, or blank. Leads to the draft that there is already of the same. */
export async function formOf(at: FormAt): Promise<DraftTyped> {
	const { client, member, kind, of, draft } = at;
	if (draft) return typedOf(kind, draft);
	const names = FORM_KINDS[kind].of;
	const subject = names.map((name) => of[name]).join('/');
	const there = names.length && (await draftAbout(client, member.organization.id, kind, subject));
	if (there) redirect(303, to(`/workspace/${member.organization.slug}/drafts/${there.id}/edit`));
	const blank = { ...FORM_KINDS[kind].blank(today()), ...of };
	return { ...blank, ...(await declared(at)), draft: randomUUID(), seen: '' };
}

/** What a reviewer said of themselves the last time. */
async function declared({ client, member, kind, recorded }: FormAt): Promise<Texts> {
	if (FORM_KINDS[kind].by !== 'reviewer') return {};
	const last = await lastOf(client, member, ['review.published', 'revision.reviewed']);
	const entry = recorded.entries.find(({ seq }) => seq === last?.published_seq);
	const { relation = '', conflicts = '' } = FORM_KINDS['revision.reviewed'].typed(
		entry ?? last?.facts
	);
	return { relation, conflicts };
}

function typedOf(kind: FormKindName, { id, updated_at, facts }: Draft): DraftTyped {
	return { ...FORM_KINDS[kind].typed(facts), draft: id, seen: updated_at };
}

/** Every field of the form; what no form of ours has is left out. */
function read(kind: FormKindName, form: FormData): DraftTyped {
	const names = [...FORM_KINDS[kind].of, ...Object.keys(FORM_KINDS[kind].blank(today()))];
	const fields = Object.fromEntries(names.map((name) => [name, text(form, name)]));
	// A person who was shown a newer stored version may choose to replace it.
	const seen = text(form, form.has('replace') ? 'replace' : 'seen');
	return { ...fields, draft: text(form, 'draft'), seen };
}

/** Stores what was typed, or answers with what is wrong. */
export function storeForm(at: FormAt, form: FormData) {
	const { client, member, kind, draft } = at;
	const typed = read(kind, form);
	const checked = check<ReturnType<(typeof FORM_KINDS)[FormKindName]['form']>>(
		FORM_KINDS[kind].form(today()),
		typed
	);
	if (!checked.ok) return fail(422, { typed, errors: checked.errors });
	const { id, slug } = member.organization;
	return storeDraft(at, {
		kind,
		facts: withReviewer(at, checked.value),
		typed,
		draft,
		now: () => draftById(client, id, kind, draft?.id ?? typed.draft),
		typedOf: (newer) => typedOf(kind, newer),
		labels: FORM_KINDS[kind].labels(),
		then: (made) => `/workspace/${slug}/drafts/${made}`
	});
}

/** A reviewer's facts say who reviews, with what access. */
function withReviewer({ member, kind }: FormAt, facts: object): object {
	if (FORM_KINDS[kind].by !== 'reviewer') return facts;
	const reviewer = 'reviewer' in facts ? (facts.reviewer as object) : {};
	const access = member.review_access ?? 'public';
	return { ...facts, reviewer: { ...reviewer, name: member.name, access } };
}
