import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { fileHeaders } from '$lib/server/files/headers.ts';
import { openFile } from '$lib/server/files/open.ts';
import { findFile } from '$lib/server/files/store.ts';
import { requireRole } from '$lib/server/people/session.ts';
import type { RequestHandler } from './$types';

/** A file of evidence for a member, also of a draft or a redacted item where they may see it. */
export const GET: RequestHandler = async ({ params }) => {
	const { client, member } = await requireRole();
	const { id, slug } = member.organization;
	const file = await findFile(client, id, params.sha256);
	const held = file && (await openFile(client, slug, file.sha256));
	if (!file || !held) error(404, m.files_not_yours());
	const headers = fileHeaders(file);
	headers.set('content-length', String(held.bytes));
	return new Response(held.body, { headers });
};
