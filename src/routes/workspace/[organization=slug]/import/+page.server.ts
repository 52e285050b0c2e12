import { fail } from '@sveltejs/kit';
import type { Problem } from '$lib/roadmap/parse.ts';
import type { ImportPlan } from '$lib/roadmap/plan.ts';
import { m } from '$lib/paraglide/messages.js';
import { readUtf8 } from '$lib/roadmap/utf8.ts';
import type { Client } from '$lib/server/backend/index.ts';
import { action } from '$lib/server/form.ts';
import { previewImport } from '$lib/server/import.ts';
import { organization, record, refreshRecord } from '$lib/server/record.ts';
import { requireRole, type Member } from '$lib/server/session.ts';
import { importSteps } from '$lib/server/workspace/import.ts';
import { today } from '$lib/server/today.ts';
import { importRows } from '$lib/view/import-rows.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	await requireRole('leader');
};

/** The file's text as chosen, or as carried over from the preview; null where it is not UTF-8. */
async function readText(form: FormData): Promise<string | null> {
	const file = form.get('file');
	if (!(file instanceof File) || file.size === 0) return String(form.get('text') ?? '');
	return readUtf8(await file.bytes());
}

/** Why the database would refuse the steps to a leader, however sound they are; null where it would not. */
function refusedToLeaders(
	steps: ImportPlan['steps'],
	{ two_person_rule, kept_by }: Member['organization']
): string | null {
	if (two_person_rule && steps.some(({ kind }) => kind.startsWith('progress.')))
		return m.flow_refused_second_person_for_import();
	if (kept_by === 'self' && steps.some(({ kind }) => kind === 'review.published'))
		return m.reviews_refused_in_import();
	return null;
}

const leader = () => requireRole('leader');
type Leader = Awaited<ReturnType<typeof leader>>;

type Prepared =
	| { ok: true; client: Client; member: Member; text: string; plan: ImportPlan; expected: number }
	| { ok: false; text: string; problems?: Problem[]; differences?: ImportPlan['differences'] };

async function prepare({ client, member }: Leader, form: FormData): Promise<Prepared> {
	const read = await readText(form);
	const text = read ?? '';
	const refuse = (path: string, message: string): Prepared => ({
		ok: false,
		text,
		problems: [{ path, message }]
	});
	if (read === null) return refuse('', m.import_not_utf8());
	if (!text.trim()) return refuse('', m.ws_no_file());
	const preview = previewImport(text, await record(), today());
	if (!preview.ok) return { ok: false, text, problems: preview.problems };
	const { slug } = preview.file.organization;
	if (slug !== member.organization.slug)
		return refuse(
			'organization.slug',
			m.ws_other_organization({ file: slug, here: member.organization.slug })
		);
	const { plan, expected } = preview;
	if (plan.differences.length) return { ok: false, text, differences: plan.differences };
	const refused = refusedToLeaders(plan.steps, member.organization);
	if (refused) return refuse('', refused);
	return { ok: true, client, member, text, plan, expected };
}

export const actions: Actions = {
	preview: action(leader, async (asked, form) => {
		const prepared = await prepare(asked, form);
		if (!prepared.ok) return fail(422, prepared);
		const { member, text, plan, expected } = prepared;
		const rows = importRows(plan.steps, await organization(member.organization.slug));
		return { text, rows, notes: plan.notes, expected };
	}),
	import: action(leader, async (asked, form) => {
		const prepared = await prepare(asked, form);
		if (!prepared.ok) return fail(422, prepared);
		const { client, member, text, plan, expected } = prepared;
		// Only what was previewed is published.
		if (String(expected) !== form.get('expected') || !plan.steps.length)
			return fail(422, { text, problems: [{ path: '', message: m.ws_record_grew() }] });
		const result = await importSteps(client, member.organization.id, expected, plan.steps);
		if ('failure' in result)
			return fail(422, { text, problems: [{ path: '', message: result.failure.message }] });
		await refreshRecord();
		return { text: '', added: result.added, notes: plan.notes };
	})
};
