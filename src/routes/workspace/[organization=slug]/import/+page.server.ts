import { fail, redirect } from '@sveltejs/kit';
import type { Problem } from '$lib/roadmap/parse.ts';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { addAll } from '$lib/server/imports/carry-out.ts';
import { planFile } from '$lib/server/imports/plan.ts';
import { stageOf, type Stage } from '$lib/server/imports/stage.ts';
import * as imports from '$lib/server/imports/store.ts';
import { record, storedEntries } from '$lib/server/record/record.ts';
import { requireRole } from '$lib/server/people/session.ts';
import { today } from '$lib/server/record/today.ts';
import * as members from '$lib/server/people/members.ts';
import { listPages } from '$lib/drafts/list-page.ts';
import type { Actions, PageServerLoad } from './$types';

type Open = Exclude<Stage, 'gone' | 'refused' | 'settled'>;
/** Whether a person still has to do with an import. */
const isOpen = (stage: Stage): stage is Open => !['gone', 'refused', 'settled'].includes(stage);

export const load: PageServerLoad = async ({ url }) => {
	const { client, member } = await requireRole('leader');
	const { id: organization } = member.organization;
	const [all, people] = await Promise.all([
		imports.list(client, organization),
		members.list(client, organization)
	]);
	const names = new Map(people.map(({ id, name }) => [id, name]));
	const open = all.flatMap((each) => {
		const stage = stageOf(each);
		const { id, created_at, total, created_by } = each;
		const by = created_by === null ? null : (names.get(created_by) ?? null);
		return isOpen(stage) ? [{ id, created_at, total, stage, by }] : [];
	});
	return { imports: listPages(url)('imports', open) };
};

/** So much of a file is sent back with its problems; of what was typed, all. */
const MOST_LETTERS = 1_000_000;

type Sent = { bytes: Uint8Array<ArrayBuffer>; text: string };

async function readSent(form: FormData): Promise<Sent> {
	const file = form.get('file');
	if (!(file instanceof File) || file.size === 0) {
		const text = String(form.get('text') ?? '');
		return { bytes: new TextEncoder().encode(text), text };
	}
	const bytes = await file.bytes();
	// The worker takes the bytes with it, so what is shown again is read before.
	return { bytes, text: bytes.length > MOST_LETTERS ? '' : new TextDecoder().decode(bytes) };
}

const leader = () => requireRole('leader');

/** What the record has of an organization. */
async function recordedOf(slug: string) {
	const [{ organizations, raw }, stored] = await Promise.all([record(), storedEntries()]);
	const found = organizations.get(slug);
	return {
		stored: (found?.entries ?? []).map(({ seq }) => stored[seq - 1]!),
		raw: found?.raw ?? raw.filter((entry) => entry.organization === slug)
	};
}

export const actions: Actions = {
	preview: action(leader, async ({ client, member }, form) => {
		const { bytes, text } = await readSent(form);
		const refuse = (...problems: Problem[]) => fail(422, { text, problems });
		if (!bytes.length || (text && !text.trim()))
			return refuse({ path: '', message: m.ws_no_file() });
		const { id, slug, two_person_rule, kept_by } = member.organization;
		const rules = { two_person_rule, kept_by };
		const recorded = await recordedOf(slug);
		const task = { bytes, slug, ...recorded, rules, today: today() };
		const plan = await planFile(member.id, task);
		if (!plan.ok) return fail(422, { text, ...plan });
		const { planned } = plan;
		if (planned.slug !== slug) {
			const message = m.ws_other_organization({ file: planned.slug, here: slug });
			return refuse({ path: 'organization.slug', message });
		}
		const { expected, total, notes } = planned;
		if (!total) return { text: '', nothing: true, notes };
		const begun = await imports.begin(client, { organization: id, expected, total, notes });
		if ('failure' in begun) return refuse({ path: '', message: begun.failure.message });
		const unsent = await addAll(client, begun.id, planned.steps);
		if (unsent) return refuse({ path: '', message: unsent.message });
		redirect(303, to(`/workspace/${slug}/import/${begun.id}`));
	})
};
