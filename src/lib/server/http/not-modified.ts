/**
 * 304 where the client has the very bytes of a response, with all of its headers: SvelteKit's own leaves
 * out those that say who may use them, and a browser that keeps the response takes the new ones for its own.
 */
export function notModified(request: Request, response: Response): Response | null {
	const tag = response.headers.get('etag');
	const known = request.headers.get('if-none-match');
	if (response.status !== 200 || !tag || !known) return null;
	const held = known.split(',').map((each) => each.trim().replace(/^W\//, ''));
	if (!held.includes(tag.replace(/^W\//, '')) && known.trim() !== '*') return null;
	const headers = new Headers(response.headers);
	for (const name of ['content-length', 'content-encoding', 'content-type']) headers.delete(name);
	void response.body?.cancel();
	return new Response(null, { status: 304, headers });
}
