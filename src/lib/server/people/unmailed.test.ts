import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Browser, serve } from '../../../../tests/support/browser.ts';
import { openDatabase, PASSWORD, type TestDatabase } from '../../../../tests/support/database.ts';
import { CEILINGS } from './attempts/ceilings.ts';
import { prove } from './own-account.ts';
import { join, signIn, signInWithCode, signInWithLink } from './sign-in.ts';

/** An instance of one's own without a mail server: nothing may advise to use a code. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

let database: TestDatabase;
beforeAll(async () => {
	database = await openDatabase();
	serve(database.backend);
});
afterAll(() => database.close());

const ADA = 'ada@x.example';
const WRONG = 'not the password';

test('a refused password names the link that whoever runs the instance makes', async () => {
	const { id } = await database.signUp(ADA);
	const guesser = new Browser('192.0.2.1');
	const enter = () => guesser.visit(() => signIn(ADA, WRONG));
	for (let time = 0; time < CEILINGS.password.pair; time++)
		expect(await enter()).toBe(
			'The e-mail address and the password do not match. Check both, or ask whoever runs this instance for a sign-in link.'
		);
	expect(await enter()).toBe(
		'Too many passwords were tried. Wait 15 minutes, or ask whoever runs this instance for a sign-in link, which works now.'
	);
	const home = new Browser('192.0.2.2');
	expect(await home.visit(() => signIn(ADA, PASSWORD))).toBeNull();
	// No code was sent, so six digits are a wrong password and no wrong code.
	expect(await home.visit(() => prove({ id, email: ADA }, '123456', 'proof'))).toEqual({
		proof: 'is not your password'
	});
});

test('nor do the others', async () => {
	await database.signUp('eve@x.example');
	const browser = new Browser('192.0.2.3');
	expect(await browser.visit(() => join('eve@x.example', WRONG))).toMatch(/for a sign-in link/);
	expect(await browser.visit(() => signInWithCode(ADA, '123456'))).toMatch(/no mail server/);
	const tried = () => browser.visit(() => signInWithLink('0'.repeat(64)));
	for (let time = 0; time < CEILINGS.link.client; time++) await tried();
	expect(await tried()).toEqual({
		refusal: 'Too many links were tried. Wait 15 minutes, or sign in now with your password.'
	});
});
