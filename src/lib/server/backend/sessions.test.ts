import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDatabase, PASSWORD, type TestDatabase } from '../../../../tests/support/database.ts';
import { AUTH, inHours } from './auth-settings.ts';
import { publicClient } from './backend.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

let database: TestDatabase;
beforeAll(async () => {
	database = await openDatabase();
});
afterAll(() => database.close());

let count = 0;
/** A new session of a new person. */
async function session() {
	const person = await database.signUp(`person-${++count}@x.example`);
	const { data } = await person.client.auth.getSession();
	return { ...person, token: data.session!.refresh_token };
}

/** Asks for new tokens with a refresh token; gives the new one, or why not. */
async function refresh(refresh_token: string): Promise<string> {
	const { data, error } = await publicClient(database.backend).auth.refreshSession({
		refresh_token
	});
	return data.session?.refresh_token ?? error!.code!;
}

test('each refresh gives another token', async () => {
	const first = (await session()).token;
	const second = await refresh(first);
	expect(second).not.toBe(first);
	expect(await refresh(second)).not.toBe(second);
});

test('parallel requests of one page refresh together, and none of them ends the session', async () => {
	const { token } = await session();
	const tokens = await Promise.all(Array.from({ length: 8 }, () => refresh(token)));
	expect(new Set(tokens).size).toBe(1);
	expect(tokens[0]).toMatch(/^[0-9a-f-]{36}$/);
	// One that was under way meanwhile.
	expect(await refresh(token)).toBe(tokens[0]);
	expect(await refresh(tokens[0]!)).toMatch(/^[0-9a-f-]{36}$/);
});

test('an older token ends the whole family: whoever stole it is out, and so is the owner', async () => {
	const first = (await session()).token;
	const second = await refresh(first);
	const third = await refresh(second);
	expect(await refresh(first)).toBe('refresh_token_already_used');
	expect(await refresh(third)).toBe('refresh_token_already_used');
	expect(await refresh(second)).toBe('refresh_token_already_used');
});

const HOUR = 3_600;
const ago = (person: string, [begun, used]: readonly [number, number]) =>
	database.backend.database.query(
		`update auth.sessions set created_at = now() - $2 * interval '1 second',
		 refreshed_at = now() - $3 * interval '1 second' where user_id = $1`,
		[person, begun, used]
	);

test.each([
	[
		'a week without use',
		[AUTH.idle - HOUR, AUTH.idle - HOUR],
		[AUTH.idle + HOUR, AUTH.idle + HOUR]
	],
	['thirty days', [AUTH.longest - HOUR, HOUR], [AUTH.longest + HOUR, HOUR]]
] as const)('a session ends after %s', async (_, before, after) => {
	const { id, token } = await session();
	await ago(id, before);
	const second = await refresh(token);
	expect(second).toMatch(/^[0-9a-f-]{36}$/);
	await ago(id, after);
	expect(await refresh(second)).toBe('session_expired');
});

test('signing out everywhere ends every session at once', async () => {
	const { email, client } = await session();
	const other = publicClient(database.backend);
	await other.auth.signInWithPassword({ email, password: PASSWORD });
	const { data } = await other.auth.getSession();
	await client.auth.signOut({ scope: 'global' });
	expect(await refresh(data.session!.refresh_token)).toBe('refresh_token_not_found');
	expect((await other.auth.getUser()).error?.name).toBe('AuthSessionMissingError');
});

test('a hosted project is told the same as the embedded backend', () => {
	const config = readFileSync('supabase/config.toml', 'utf8');
	for (const line of [
		'enable_signup = false',
		`jwt_expiry = ${AUTH.accessToken}`,
		'enable_refresh_token_rotation = true',
		`refresh_token_reuse_interval = ${AUTH.reuse}`,
		`timebox = "${inHours(AUTH.longest)}"`,
		`inactivity_timeout = "${inHours(AUTH.idle)}"`,
		'enable_confirmations = true',
		'double_confirm_changes = true',
		'secure_password_change = true',
		`otp_expiry = ${AUTH.mailed}`
	])
		expect(config).toContain(`\n${line}\n`);
});
