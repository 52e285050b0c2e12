import { fileHeaders } from '$lib/server/files/headers.ts';
import { publicFile } from '$lib/server/files/public.ts';
import { unreadFrom } from '$lib/record/all-entries.ts';
import { organization } from '$lib/server/record/record.ts';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { publishedFile } from '$lib/view/kinds/published-file.ts';
import type { RequestHandler } from './$types';

/** A file of evidence that the record publishes, to be saved. Its address names its bytes, so it never changes. */
export const GET: RequestHandler = async ({ params, request, url }) => {
	const found = await organization(params.organization);
	if (!found) return plain(404, m.scorecard_unknown({ slug: params.organization }));
	const { name } = found.registered;
	const file = publishedFile(found, params.sha256, params.name);
	const unread = unreadFrom(found);
	if (!file && unread !== null) return plain(404, m.unread_missing({ seq: unread }));
	if (!file) {
		const address = url.origin + to(`/${found.slug}`);
		return plain(404, m.files_not_public({ organization: name, address }));
	}
	const headers = fileHeaders(file);
	// eslint-disable-next-line no-restricted-syntax -- a header
	headers.set('cache-control', 'public, max-age=31536000, immutable');
	if (request.headers.get('if-none-match')?.includes(file.sha256))
		return new Response(null, { status: 304, headers });
	const held = await publicFile(found, file.sha256);
	if (!held) return plain(503, m.files_not_held({ organization: name, hash: file.sha256 }));
	headers.set('content-length', String(held.bytes));
	return new Response(held.body, { headers });
};

/** A sentence for who followed an address that leads to no file. */
function plain(status: number, sentence: string): Response {
	// eslint-disable-next-line no-restricted-syntax -- a header
	const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' };
	return new Response(`${sentence}\n`, { status, headers });
}
