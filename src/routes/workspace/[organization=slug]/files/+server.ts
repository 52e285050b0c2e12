import { m } from '$lib/paraglide/messages.js';
import { readLimited } from '$lib/server/http/body.ts';
import { keepFile, sweep } from '$lib/server/files/store.ts';
import { bodyLimit } from '$lib/server/http/limits.ts';
import { requireRole } from '$lib/server/people/session.ts';
import type { RequestHandler } from './$types';

/** Takes one file in: the body is its bytes, `?name=` what it is called. Answers what is known of it. */
export const POST: RequestHandler = async ({ request, route, url }) => {
	const { client, member } = await requireRole('leader', 'contributor');
	const name = url.searchParams.get('name') ?? '';
	const bytes = await readLimited(request, bodyLimit(route.id));
	if (!bytes) return Response.json({ message: m.files_refused_too_large() }, { status: 413 });
	const type = request.headers.get('content-type') ?? '';
	const result = await keepFile(client, member, bytes, { name, type });
	if ('failure' in result) {
		const { code, message } = result.failure;
		const status = { bad_file: 422, not_allowed: 403 }[code] ?? 503;
		return Response.json({ message }, { status });
	}
	await sweep(client, member.organization.id);
	return Response.json(result.file, { status: 201 });
};
