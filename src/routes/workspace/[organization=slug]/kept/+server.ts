import { error } from '@sveltejs/kit';
import { requireRole } from '$lib/server/session.ts';
import { dropForm, keepForm, keptForm } from '$lib/server/workspace/kept.ts';
import { keptBody } from '$lib/workspace/kept.ts';
import type { RequestHandler } from './$types';

/** Where forms keep what is typed into them; `?form=` is the form's address, without a language. */

const nothing = () => new Response(null, { status: 204 });

export const GET: RequestHandler = async ({ url }) => {
	const { client, member } = await requireRole();
	return Response.json(await keptForm(client, member.id, url.searchParams.get('form') ?? ''));
};

export const PUT: RequestHandler = async ({ request }) => {
	const { client, member } = await requireRole();
	const body = keptBody.safeParse(await request.json().catch(() => null));
	if (!body.success) error(422);
	const refusal = await keepForm(client, member.organization.id, body.data);
	if (refusal) error(refusal.code === 'unavailable' ? 503 : 422, refusal.message);
	return nothing();
};

export const DELETE: RequestHandler = async ({ url }) => {
	const { client, member } = await requireRole();
	const refusal = await dropForm(client, member.id, url.searchParams.get('form') ?? '');
	if (refusal) error(503, refusal.message);
	return nothing();
};
