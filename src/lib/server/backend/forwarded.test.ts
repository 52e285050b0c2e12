import { isIP } from 'node:net';
import { expect, test } from 'vitest';
import type { Backend } from './backend.ts';
import { onBehalfOf } from './forwarded.ts';

/** What Auth is told of a client at that address, or of one that calls another part. */
async function told(address: string, path = '/auth/v1/token') {
	const asked: Request[] = [];
	const backend: Backend = {
		kind: 'hosted',
		url: 'https://x.supabase.example',
		publishableKey: 'publishable',
		secretKey: 'secret',
		demonstrationPassword: null,
		fetch: async (input, init) => {
			asked.push(new Request(input, init));
			return new Response();
		},
		close: async () => {}
	};
	await onBehalfOf(backend, address).fetch(`${backend.url}${path}`);
	return asked[0]!.headers;
}

test.each([
	['203.0.113.9', '203.0.113.9'],
	['2001:db8:0:0::/64', '2001:db8:0:0::']
])('Auth is told of a client at %s by an address, which it takes', async (client, address) => {
	const headers = await told(client);
	expect(headers.get('sb-forwarded-for')).toBe(address);
	expect(isIP(address)).toBeGreaterThan(0);
	expect(headers.get('apikey')).toBe('secret');
});

test('no other part is told, nor gets the secret key', async () => {
	const headers = await told('203.0.113.9', '/rest/v1/goals');
	expect([headers.get('sb-forwarded-for'), headers.get('apikey')]).toEqual([null, null]);
});
