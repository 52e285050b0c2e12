import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { must } from '../../../../tests/support/outcome.ts';
import { importRoadmap } from '../imports/import.ts';
import { publicClient } from '../backend/backend.ts';
import { readConfig } from '../config.ts';
import { addLeader, removeAccount, signInLink } from './operator.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let database: TestDatabase;
beforeAll(async () => {
	database = await openDatabase();
	const text = readFileSync('supabase/examples/anthropic.json', 'utf8');
	for (const slug of ['acme', 'umbra']) {
		const file = text.replace('"slug": "anthropic"', `"slug": "${slug}"`);
		await importRoadmap(database.operator, file, { today: '2026-11-21' });
	}
});
afterAll(() => database.close());

const add = (slug: string, email: string, name = 'Ada') =>
	addLeader(database.backend, { slug, email, name }, 'http://localhost:3000');
const instance = () => ({ config: readConfig({ DEMO: 'off' }), backend: database.backend });
const leaders = async (email: string) =>
	must(
		database.operator
			.from('memberships')
			.select(
				'user_id, role, name, organization:organizations!memberships_organization_id_fkey(slug)'
			)
			.eq('email', email)
			.order('created_at')
	);

test('a second imported organization gets a leader, who signs in by a link', async () => {
	expect(await add('acme', 'ada@x.example')).toBeNull();
	expect(await leaders('ada@x.example')).toMatchObject([
		{ role: 'leader', name: 'Ada', organization: { slug: 'acme' } }
	]);
	const link = await signInLink(instance(), 'ada@x.example');
	expect(link).toMatch(/^http:\/\/localhost:3000\/workspace\/sign-in\/link\?token=/);
	const token_hash = new URL(link!).searchParams.get('token')!;
	const client = publicClient(database.backend);
	const { data } = await client.auth.verifyOtp({ token_hash, type: 'magiclink' });
	expect(data.user?.email).toBe('ada@x.example');
});

test('one person may lead two organizations with one account', async () => {
	for (const slug of ['acme', 'umbra']) expect(await add(slug, 'both@x.example')).toBeNull();
	const [first, second] = await leaders('both@x.example');
	expect(second!.user_id).toBe(first!.user_id);
});

test('says what stands in the way, and adds nothing', async () => {
	expect(await add('acne', 'eve@x.example')).toBe(
		'The record has no organization “acne”. It has: acme, umbra.'
	);
	expect(await leaders('eve@x.example')).toEqual([]);

	await add('umbra', 'twice@x.example');
	expect(await add('umbra', 'twice@x.example')).toContain(
		'is a member of “umbra” already, as leader'
	);
	expect(await leaders('twice@x.example')).toHaveLength(1);
});

test('an account that is no member anywhere is found by its address', async () => {
	const { id } = await database.signUp('alone@x.example');
	expect(await add('acme', 'alone@x.example')).toBeNull();
	expect(await leaders('alone@x.example')).toMatchObject([{ user_id: id, role: 'leader' }]);
});

test('deletes an account, but not the last leader’s', async () => {
	await add('acme', 'first@x.example');
	await add('acme', 'second@x.example', 'Second');
	const remove = (email: string) => removeAccount(database.backend, email);
	expect(await remove('nobody@x.example')).toBe('nobody@x.example has no account here.');
	expect(await remove('second@x.example')).toBeNull();
	expect(await leaders('second@x.example')).toEqual([]);
	expect(await remove('second@x.example')).toBe('second@x.example has no account here.');
	const { data } = await database.operator
		.from('memberships')
		.select('email')
		.eq('role', 'leader')
		.is('removed_at', null);
	const refusals = [];
	for (const { email } of data!) refusals.push(await remove(email!));
	expect(refusals.filter((refusal) => refusal?.includes('is the last leader of'))).not.toEqual([]);
	expect(refusals.join('\n')).toMatch(
		/is the last leader of “(acme|umbra)”. Add another one first./
	);
});

test('nobody without an account gets a link', async () => {
	expect(await signInLink(instance(), 'nobody@x.example')).toBeNull();
});
