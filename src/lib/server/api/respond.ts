import { createHash } from 'node:crypto';

/** What is public changes only by publishing: caches may keep it for a minute, then ask by its ETag. */
// eslint-disable-next-line no-restricted-syntax -- a header
const CACHE = 'public, max-age=60';

/** JSON with a strong ETag of its bytes; SvelteKit answers 304 by it. */
export function json(value: unknown, type = 'application/json'): Response {
	return text(JSON.stringify(value), type);
}

/** Text with a strong ETag of its bytes. */
export function text(body: string, type: string, more: Record<string, string> = {}): Response {
	return tagged(body, createHash('sha256').update(body).digest('base64url'), type, more);
}

/** A body of which `tag` names the exact bytes; null for one that is not needed, since the client has it. */
export function tagged(
	body: BodyInit | null,
	tag: string,
	type: string,
	more: Record<string, string> = {}
): Response {
	return new Response(body, {
		headers: { 'content-type': type, 'cache-control': CACHE, etag: `"${tag}"`, ...more }
	});
}
