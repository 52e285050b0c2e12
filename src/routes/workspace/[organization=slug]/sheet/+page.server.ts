import { createHash } from 'node:crypto';
import { fail } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import type { Problem } from '$lib/roadmap/file/problem.ts';
import type { Client } from '$lib/server/backend/backend.ts';
import { action } from '$lib/server/http/form.ts';
import { requireRole, type Member } from '$lib/server/people/session.ts';
import { recordedNow } from '$lib/server/drafts/require-goal.ts';
import { preview, save, type Preview } from '$lib/server/drafts/sheet.ts';
import { sheetRows } from '$lib/view/workspace/sheet-rows.ts';
import { readText } from '$lib/drafts/sheet/sheet-text.ts';
import type { Actions, PageServerLoad } from './$types';

const writer = () => requireRole('leader', 'contributor');
type Asked = Awaited<ReturnType<typeof writer>>;

export const load: PageServerLoad = async () => {
	await writer();
};

/** The file's text as chosen, or as carried over from the preview; null where it cannot be read. */
async function textOf(form: FormData): Promise<string | null> {
	const file = form.get('file');
	if (!(file instanceof File) || file.size === 0) return String(form.get('text') ?? '');
	return readText(await file.bytes());
}

type Prepared =
	| { ok: true; client: Client; member: Member; text: string; preview: Preview & { ok: true } }
	| { ok: false; text: string; problems: Problem[] };

async function prepare({ client, member }: Asked, form: FormData): Promise<Prepared> {
	const read = await textOf(form);
	const text = read ?? '';
	const refuse = (...problems: Problem[]): Prepared => ({ ok: false, text, problems });
	if (read === null) return refuse({ path: '', message: m.sheet_encoding() });
	if (!text.trim()) return refuse({ path: '', message: m.ws_no_file() });
	const found = await preview(client, member, text, await recordedNow(member));
	if (!found.ok) return refuse(...found.problems);
	if (found.plan.goals.length && member.role !== 'leader')
		return refuse({ path: '', message: m.sheet_leaders_only() });
	return { ok: true, client, member, text, preview: found };
}

/** Of what was previewed: nothing else is saved. */
const digest = ({ plan, newest }: Preview & { ok: true }) =>
	createHash('sha256')
		.update(JSON.stringify([plan, newest]))
		.digest('hex');

const shown = (found: Preview & { ok: true }) => ({
	...sheetRows(found.plan),
	planned: digest(found)
});

export const actions: Actions = {
	preview: action(writer, async (asked, form) => {
		const prepared = await prepare(asked, form);
		if (!prepared.ok) return fail(422, prepared);
		return { text: prepared.text, preview: shown(prepared.preview) };
	}),
	save: action(writer, async (asked, form) => {
		const prepared = await prepare(asked, form);
		if (!prepared.ok) return fail(422, prepared);
		const { client, member, text, preview: found } = prepared;
		const again = (message: string) =>
			fail(409, { text, problems: [{ path: '', message }], preview: shown(found) });
		if (digest(found) !== form.get('planned')) return again(m.sheet_changed());
		const result = await save(client, member.organization.id, found.plan, found.newest);
		if ('failure' in result) return again(result.failure.message);
		return { text: '', saved: result.saved };
	})
};
