/** Types that are worth it; other images and fonts are compressed already. */
const TEXT = /^(text\/|image\/svg\+xml|application\/([\w.-]+\+)?(json|xml|x-ndjson))/;

/**
 * The response with its body gzipped, where it is text and the client takes that. Not for pages that
 * hold secrets of a session: the length of what is compressed can give them away. The ETag names
 * other bytes then, so it is another; still a strong one, which SvelteKit, who compares it after this,
 * answers with 304.
 */
export function compressed(request: Request, response: Response): Response {
	const { body, status, statusText } = response;
	const type = response.headers.get('content-type') ?? '';
	if (!body || !TEXT.test(type) || response.headers.has('content-encoding')) return response;
	const headers = new Headers(response.headers);
	headers.append('vary', 'accept-encoding');
	if (!takesGzip(request.headers.get('accept-encoding') ?? ''))
		return new Response(body, { status, statusText, headers });
	headers.set('content-encoding', 'gzip');
	const tag = headers.get('etag');
	if (tag) headers.set('etag', tag.replace(/"$/, '-gzip"'));
	headers.delete('content-length');
	const gzipped = body.pipeThrough(new CompressionStream('gzip'));
	return new Response(gzipped, { status, statusText, headers });
}

/** "gzip, br" does, "gzip;q=0" does not. */
function takesGzip(accepted: string): boolean {
	return accepted
		.split(',')
		.map((each) => each.replace(/\s/g, ''))
		.some((each) => /^gzip(;|$)/.test(each) && !/;q=0(\.0*)?$/.test(each));
}
