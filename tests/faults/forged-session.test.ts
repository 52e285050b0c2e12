import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { publicClient } from '../../src/lib/server/backend/backend.ts';
import { openWorld, type World } from '../support/world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** An access token says who somebody is: one that was not made by this instance, for now, says nothing. */

let world: World;
let claims: Record<string, unknown>;
let secret: string;
beforeAll(async () => {
	world = await openWorld();
	const { data } = await world.leader.client.auth.getSession();
	const [, payload] = data.session!.access_token.split('.');
	claims = JSON.parse(Buffer.from(payload!, 'base64url').toString());
	secret = JSON.parse(readFileSync(join(world.directory, 'secrets.json'), 'utf8')).jwtSecret;
});
afterAll(() => world.close());

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(payload: object, { alg = 'HS256', key = secret, hash = 'sha256', more = {} } = {}) {
	const body = `${part({ alg, typ: 'JWT', ...more })}.${part(payload)}`;
	return `${body}.${alg === 'none' ? '' : createHmac(hash, key).update(body).digest('base64url')}`;
}

/** How many goals and memberships somebody with that token reads, and as whom Auth knows them. */
async function reached(bearer: string) {
	const { backend } = world;
	const headers = { apikey: backend.publishableKey, authorization: `Bearer ${bearer}` };
	const rows = await backend.fetch(`${backend.url}/rest/v1/memberships?select=id`, { headers });
	const list: unknown = await rows.json();
	const { data } = await publicClient(backend).auth.getClaims(bearer);
	return { rows: Array.isArray(list) ? list.length : rows.status, known: data?.claims.sub ?? null };
}

test('the token of a session speaks for its person', async () => {
	expect(await reached(token(claims))).toEqual({ rows: 4, known: world.leader.id });
});

const hour = () => Math.floor(Date.now() / 1_000) + 3_600;
describe('says nothing', () => {
	test.each([
		['signed by nobody', () => token(claims, { alg: 'none' })],
		['signed by nobody, in capitals', () => token(claims, { alg: 'NONE' })],
		['signed with another secret', () => token(claims, { key: 'another secret '.repeat(3) })],
		['signed with an empty secret', () => token(claims, { key: '' })],
		['signed in another way', () => token(claims, { alg: 'HS384', hash: 'sha384' })],
		[
			'that brings its own key',
			() => token(claims, { key: 'mine', more: { jwk: { kty: 'oct', k: 'bWluZQ' }, kid: 'mine' } })
		],
		['whose time is over', () => token({ ...claims, exp: hour() - 7_200 })],
		['whose time has not come', () => token({ ...claims, nbf: hour() })],
		[
			'whose claims were changed afterwards',
			() => {
				const [head, , signature] = token({ ...claims, sub: world.stranger.id }).split('.');
				return [head, part(claims), signature].join('.');
			}
		],
		['that claims to be the server', () => token({ ...claims, role: 'service_role' }, { key: 'x' })]
	])('a token %s', async (_, forged) => {
		const { rows, known } = await reached(forged());
		expect(known).toBeNull();
		expect(rows).toBe(401);
	});
});

test('once signed out, a token says nothing to Auth, by which the app knows people, though it has not ended', async () => {
	const { client } = await world.signUp('gone@example.org');
	const { data } = await client.auth.getSession();
	const { access_token, user } = data.session!;
	expect(await reached(access_token)).toMatchObject({ known: user.id });
	await client.auth.signOut({ scope: 'local' });
	expect(await reached(access_token)).toMatchObject({ known: null });
});
