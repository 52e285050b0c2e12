import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressed } from './compress.ts';

const asking = (accepted?: string) =>
	new Request('http://x.example/', { headers: accepted ? { 'accept-encoding': accepted } : {} });
const html = () =>
	new Response('<p>text</p>', {
		status: 404,
		headers: { 'content-type': 'text/html', 'content-length': '11', etag: '"1"' }
	});

test('text is gzipped for who takes it, and says so', async () => {
	const response = compressed(asking('br, gzip'), html());
	expect(response.status).toBe(404);
	expect(Object.fromEntries(response.headers)).toEqual({
		'content-type': 'text/html',
		'content-encoding': 'gzip',
		etag: '"1-gzip"',
		vary: 'accept-encoding'
	});
	expect(gunzipSync(await response.arrayBuffer()).toString()).toBe('<p>text</p>');
});

test.each([undefined, 'br', 'gzip;q=0', 'x-gzip'])('%s gets it as it is', async (accepted) => {
	const response = compressed(asking(accepted), html());
	expect(response.headers.get('content-encoding')).toBeNull();
	expect(response.headers.get('vary')).toBe('accept-encoding');
	expect(await response.text()).toBe('<p>text</p>');
});

test('what is no text, or is encoded already, stays the very same response', () => {
	const image = new Response('x', { headers: { 'content-type': 'image/png' } });
	const done = new Response('x', {
		headers: { 'content-type': 'text/css', 'content-encoding': 'br' }
	});
	const empty = new Response(null, { status: 304, headers: { 'content-type': 'text/html' } });
	for (const response of [image, done, empty])
		expect(compressed(asking('gzip'), response)).toBe(response);
});
