import { error, fail, redirect } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { bearerClient, type Client } from '$lib/server/backend/backend.ts';
import { openInstance } from '$lib/server/instance.ts';
import { action } from '$lib/server/http/form.ts';
import { failureOf } from '$lib/server/imports/carry-out.ts';
import { startImport } from '$lib/server/imports/jobs.ts';
import { stageOf } from '$lib/server/imports/stage.ts';
import * as imports from '$lib/server/imports/store.ts';
import type { Import } from '$lib/server/imports/store.ts';
import { organization } from '$lib/server/record/record.ts';
import { requireRole } from '$lib/server/people/session.ts';
import { isUuid } from '$lib/server/drafts/require-goal.ts';
import { importRows, type ImportRow } from '$lib/view/workspace/import-rows.ts';
import { pageNumber, ROWS } from '$lib/drafts/list-page.ts';
import type { Actions, PageServerLoad } from './$types';

async function requireImport() {
	const { client, member } = await requireRole('leader');
	const id = getRequestEvent().params.id!;
	const found = isUuid(id) ? await imports.find(client, id) : null;
	if (found?.organization_id !== member.organization.id) error(404, m.refusal_import_gone());
	return { client, member, found };
}

/** The lines from one place to another, each goal under the title that it has by then. */
async function linesOf(
	client: Client,
	{ id }: Import,
	slug: string,
	first: number,
	last: number
): Promise<ImportRow[]> {
	const shown = await imports.steps(client, id, first, last);
	const goals = new Set(shown.flatMap(({ step }) => ('goal' in step ? [step.goal] : [])));
	const named = await imports.titles(client, id, [...goals], first - 1);
	const steps = [...named, ...shown].map(({ step }) => step);
	return importRows(steps, await organization(slug)).slice(named.length);
}

export const load: PageServerLoad = async ({ url }) => {
	const { client, member, found } = await requireImport();
	const { id, total, rehearsed, settled, notes, refusal } = found;
	const { slug } = member.organization;
	const stage = stageOf(found);
	const pages = Math.max(1, Math.ceil(total / ROWS));
	const number = pageNumber(url, 'preview', pages);
	const first = (number - 1) * ROWS + 1;
	const at = (refusal as { position?: number | null } | null)?.position ?? null;
	return {
		id,
		stage,
		done: stage === 'settling' ? settled : rehearsed,
		/** Whether it is public already. */
		published: found.published_after !== null,
		total,
		notes,
		refusal: refusal && failureOf(refusal).message,
		/** The line that it was refused for. */
		refused: at === null ? null : ((await linesOf(client, found, slug, at, at))[0] ?? null),
		lines: {
			...{ name: 'preview', number, pages, count: total },
			rows: stage === 'preview' ? await linesOf(client, found, slug, first, first + ROWS - 1) : []
		}
	};
};

export const actions: Actions = {
	/** Publishes what was previewed, or goes on with it where that was cut off. */
	publish: action(requireImport, async ({ client, member, found }) => {
		// The work outlives this request, and so must the token that it acts by: a fresh one lasts longest.
		const { data } = await client.auth.refreshSession();
		const { backend } = await openInstance();
		if (!data.session) return fail(503, { errors: { '': m.ws_import_no_session() } });
		startImport(bearerClient(backend, data.session.access_token), found.id);
		redirect(303, to(`/workspace/${member.organization.slug}/import/${found.id}`));
	}),
	stop: action(requireImport, async ({ client, member, found }) => {
		const refusal = await imports.forget(client, found.id);
		if (refusal) return fail(409, { errors: { '': refusal.message } });
		redirect(303, to(`/workspace/${member.organization.slug}/import`));
	})
};
