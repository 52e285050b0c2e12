import { test as property, fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { AUTH } from '../backend/auth-settings.ts';
import { endingInTime, soundCookies } from './session-cookie.ts';

const NAME = 'sb-embedded-auth-token';
const encoded = (session: unknown) =>
	`base64-${Buffer.from(JSON.stringify(session)).toString('base64url')}`;
const good = { access_token: 'a.b.c', refresh_token: 'x-1', expires_at: 1, user: {} };
const other = { name: 'other', value: '1' };

test('a session stays, whole or in pieces', () => {
	const whole = [other, { name: NAME, value: encoded(good) }];
	expect(soundCookies(whole)).toEqual(whole);
	const text = encoded(good);
	const pieces = [
		{ name: `${NAME}.1`, value: text.slice(20) },
		{ name: `${NAME}.0`, value: text.slice(0, 20) },
		other
	];
	expect(soundCookies(pieces)).toEqual(pieces);
});

test.each([
	['no JSON', 'base64-ew'],
	['nothing', ''],
	['not encoded', JSON.stringify(good)],
	['no object', encoded([null])],
	['a token that is no text', encoded({ ...good, access_token: {} })],
	['a token that is no token', encoded({ ...good, access_token: 'a' })],
	['a refresh token with a NUL', encoded({ ...good, refresh_token: '\0' })],
	['a time that is none', encoded({ ...good, expires_at: 'zzz' })]
])('a cookie with %s is left out, and others stay', (_, value) => {
	expect(soundCookies([{ name: NAME, value }, other])).toEqual([other]);
});

test('the pieces of a session with a gap are left out', () => {
	const text = encoded(good);
	const pieces = [
		{ name: `${NAME}.0`, value: text.slice(0, 20) },
		{ name: `${NAME}.2`, value: text.slice(20) }
	];
	expect(soundCookies(pieces)).toEqual([]);
});

property.prop([fc.string({ unit: 'binary' }), fc.constantFrom('', '.0', '.1')])(
	'whatever stands in a cookie, it is judged',
	(value, piece) => {
		expect(soundCookies([{ name: NAME + piece, value: `base64-${value}` }])).toEqual([]);
	}
);

test('a cookie is kept for no longer than its session can last, and a removed one not at all', () => {
	const set = { httpOnly: true, maxAge: 400 * 24 * 3_600 };
	expect(endingInTime(set)).toEqual({ httpOnly: true, maxAge: AUTH.idle });
	expect(endingInTime({ maxAge: 0 })).toEqual({ maxAge: 0 });
	expect(endingInTime({})).toEqual({ maxAge: AUTH.idle });
});
