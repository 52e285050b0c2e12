import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { parseJson, readLimited } from '$lib/server/http/body.ts';
import type { Failure } from '$lib/server/database/failure.ts';
import { bodyLimit } from '$lib/server/http/limits.ts';
import { requireRole } from '$lib/server/people/session.ts';
import { autosavedForm, autosaveForm, dropAutosaved } from '$lib/server/drafts/autosave.ts';
import { autosaveBody } from '$lib/drafts/autosave.ts';
import type { RequestHandler } from './$types';

/** Where forms keep what is typed into them; `?form=` is the form's address, without a language. */

const STATUS: Record<string, number> = {
	unavailable: 503,
	changed_meanwhile: 409,
	form_too_large: 413
};

function refuse({ code, message }: Failure): never {
	error(STATUS[code] ?? 422, message);
}

export const GET: RequestHandler = async ({ url }) => {
	const { client, member } = await requireRole();
	const kept = await autosavedForm(client, member.id, url.searchParams.get('form') ?? '');
	// Its age, because clocks differ from one machine to another.
	return Response.json(kept && { ...kept, age: Date.now() - Date.parse(kept.saved_at) });
};

export const PUT: RequestHandler = async ({ request, route }) => {
	const { client, member } = await requireRole();
	const bytes = await readLimited(request, bodyLimit(route.id));
	if (!bytes) error(413, m.flow_refused_form_too_large());
	const json = parseJson(bytes);
	if ('reason' in json) error(422, json.errors ? json.reason : m.error_invalid());
	const body = autosaveBody.safeParse(json.value);
	if (!body.success) error(422, m.error_invalid());
	const result = await autosaveForm(client, member.organization.id, body.data);
	if ('saved_at' in result) return Response.json(result.saved_at);
	refuse(result.failure);
};

export const DELETE: RequestHandler = async ({ url }) => {
	const { client, member } = await requireRole();
	const { searchParams } = url;
	const version = searchParams.get('saved_at') ?? undefined;
	const refusal = await dropAutosaved(client, member.id, searchParams.get('form') ?? '', version);
	if (refusal) refuse(refusal);
	return new Response(null, { status: 204 });
};
