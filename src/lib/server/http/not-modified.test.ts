import { expect, test } from 'vitest';
import { notModified } from './not-modified.ts';

const page = (headers: Record<string, string> = {}, status = 200) =>
	new Response('a', { status, headers: { etag: '"a"', 'x-a': 'b', ...headers } });
const asked = (known?: string) =>
	new Request('http://x', known === undefined ? {} : { headers: { 'if-none-match': known } });

test.each(['"a"', 'W/"a"', '"b", "a"', '*'])('%s is not sent again', (known) => {
	const response = notModified(asked(known), page({ 'content-type': 'text/html' }));
	expect(response?.status).toBe(304);
	expect(Object.fromEntries(response!.headers)).toEqual({ etag: '"a"', 'x-a': 'b' });
});

test.each([undefined, '"b"', '', 'a'])('%j is', (known) => {
	expect(notModified(asked(known), page())).toBeNull();
});

test('an error is, and what has no tag', () => {
	expect(notModified(asked('"a"'), page({}, 404))).toBeNull();
	expect(notModified(asked('*'), new Response('a'))).toBeNull();
});
