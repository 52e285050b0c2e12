import type { RequestEvent } from '@sveltejs/kit';
import { expect, test, vi } from 'vitest';
import { LIMITS } from './attempts.ts';
import { forget, isKnown, remember } from './known-tokens.ts';
import { postUpdate } from './post-update.ts';
import { turnedAway } from './refused.ts';

/** Neither the database is asked nor the body read for tokens that are turned away: there is no database. */
async function post(token: string, address: string) {
	const pull = vi.fn((controller: ReadableStreamDefaultController) => controller.close());
	const request = new Request('http://x.example', {
		method: 'POST',
		headers: {
			authorization: `Bearer ${token}`,
			'content-type': 'application/json',
			'idempotency-key': 'a'
		},
		// Nothing is pulled before it is read.
		body: new ReadableStream({ pull }, { highWaterMark: 0 }),
		duplex: 'half'
	} as RequestInit);
	const event = { request, params: { slug: 'acme', key: 'a' }, getClientAddress: () => address };
	const { status } = await postUpdate(event as unknown as RequestEvent);
	expect(pull).not.toHaveBeenCalled();
	return status;
}
const wrong = `wmk_${'0'.repeat(64)}`;
const good = `wmk_${'1'.repeat(64)}`;

test('what is no token is refused, and counted, before anything else is looked at', async () => {
	for (let tries = 0; tries < LIMITS.token.points; tries++)
		expect(await post('not-a-token', '192.0.2.1')).toBe(401);
	expect(await post('not-a-token', '192.0.2.1')).toBe(429);
	expect(await post(wrong, '192.0.2.1')).toBe(429);
});

test('a token that was good is not kept waiting with others of its address', async () => {
	const address = '192.0.2.2';
	const away = async (token: string) => (await turnedAway(token, () => address))?.status ?? null;
	expect(await away(good)).toBeNull();
	await LIMITS.token.penalty(address, LIMITS.token.points);
	remember(good);
	expect([await away(good), await away(wrong)]).toEqual([null, 429]);
	forget(good);
	expect(await away(good)).toBe(429);
});

test('of the tokens that were good the last ten thousand are known', () => {
	for (let count = 0; count <= 10_000; count++) remember(`token ${count}`);
	expect([isKnown('token 0'), isKnown('token 1'), isKnown('token 10000')]).toEqual([
		false,
		true,
		true
	]);
});
