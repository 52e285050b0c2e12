import bcrypt from 'bcryptjs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Browser, serve } from '../../../../tests/support/browser.ts';
import { openDatabase, PASSWORD, type TestDatabase } from '../../../../tests/support/database.ts';
import { EMPTY } from '../../../../tests/support/templates.ts';
import { openPostOffice, type PostOffice } from '../../../../tests/support/post-office.ts';
import { CEILINGS } from './attempts/ceilings.ts';
import { nothingLeft } from './later.ts';
import { confirmAddress } from './own-account.ts';
import { join, sendCode, signIn, signInWithCode, signInWithLink } from './sign-in.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let office: PostOffice;
let database: TestDatabase;
/** What the database is asked, without what differs from one person to the next. */
let asked: string[] = [];
/** How often a password is hashed or compared with a hash: what takes most of the time. */
const hashed = [vi.spyOn(bcrypt, 'compare'), vi.spyOn(bcrypt, 'hash')];

beforeAll(async () => {
	office = await openPostOffice();
	const mail = { SMTP_URL: office.url, MAIL_FROM: 'waymark@x.example' };
	database = await openDatabase(EMPTY, mail);
	serve(database.backend, mail);
	const driver = database.backend.database;
	const query = driver.query.bind(driver);
	driver.query = ((sql: string, ...rest: never[]) => {
		asked.push(sql);
		return query(sql, ...rest);
	}) as typeof driver.query;
	// The decoy is made once.
	await new Browser('192.0.2.1').visit(() => signIn('first@x.example', PASSWORD));
});
afterAll(async () => {
	await database.close();
	await office.close();
});

let count = 0;
const fresh = () => `person-${++count}@x.example`;
const browser = () => new Browser(`192.0.2.${++count}`);
async function known(): Promise<string> {
	const email = fresh();
	await database.signUp(email);
	return email;
}

/** The mail to an address, once it is there. */
async function mailTo(email: string): Promise<string> {
	await nothingLeft();
	const mails = () => office.taken.filter(({ to }) => to === email);
	await vi.waitFor(() => expect(mails()).toHaveLength(1), 10_000);
	return mails()[0]!.text;
}

/** What it takes to answer: statements in order, and passwords hashed or compared. */
async function work(one: () => Promise<unknown>) {
	asked = [];
	hashed.forEach((spy) => spy.mockClear());
	await one();
	return { asked: [...asked], hashed: hashed.reduce((sum, spy) => sum + spy.mock.calls.length, 0) };
}

test('a wrong password takes the same work whether there is an account or not', async () => {
	const account = await known();
	const wrong = (email: string) =>
		work(() => browser().visit(() => signIn(email, 'not the password')));
	const with_one = await wrong(account);
	const without = await wrong(fresh());
	expect(with_one.hashed).toBe(1);
	expect(with_one.asked.length).toBeGreaterThan(5);
	expect(without).toEqual(with_one);
});

test('the answer is the same too, and the right password is taken', async () => {
	const account = await known();
	const answer = (email: string) => browser().visit(() => signIn(email, 'not the password'));
	expect(await answer(account)).toMatch(/do not match/);
	expect(await answer(fresh())).toBe(await answer(account));
	expect(await browser().visit(() => signIn(account, PASSWORD))).toBeNull();
});

test('a code is asked for in the same way, and mailed after the answer', async () => {
	const account = await known();
	const ask = (email: string) => work(() => browser().visit(() => sendCode(email)));
	const with_one = await ask(account);
	expect(office.taken.map(({ to }) => to)).not.toContain(account);
	await mailTo(account);
	const stranger = fresh();
	const without = await ask(stranger);
	expect(without).toEqual(with_one);
	await nothingLeft();
	// By the time that a later mail is there, the stranger's would be too.
	const other = await known();
	await ask(other);
	await mailTo(other);
	expect(office.taken.map(({ to }) => to)).not.toContain(stranger);
});

test('a wrong code takes the same work whether there is an account or not', async () => {
	const account = await known();
	const wrong = (email: string) =>
		work(() => browser().visit(() => signInWithCode(email, '000000')));
	const with_one = await wrong(account);
	expect(await wrong(fresh())).toEqual(with_one);
});

test('who was invited gets an account, or into the one there is, for the same hashing', async () => {
	const account = await known();
	const enter = (email: string, password: string) =>
		work(() => browser().visit(() => join(email, password)));
	const made = await enter(fresh(), PASSWORD);
	expect(made.hashed).toBe(1);
	expect((await enter(account, PASSWORD)).hashed).toBe(1);
	expect((await enter(account, 'not the password')).hashed).toBe(1);
	expect(await browser().visit(() => join(account, 'not the password'))).toMatch(
		/this is not its password/
	);
});

test('wrong passwords from one client stop neither the owner elsewhere nor other ways in', async () => {
	const account = await known();
	const thief = browser();
	for (let time = 0; time < CEILINGS.password.pair; time++)
		await thief.visit(() => signIn(account, 'not the password'));
	expect(await thief.visit(() => signIn(account, PASSWORD))).toMatch(
		/Too many passwords were tried. Wait 15 minutes, or sign in now with a code by e-mail/
	);
	expect(await browser().visit(() => signIn(account, PASSWORD))).toBeNull();
	// The owner at the thief's own desk, by the way that the refusal names.
	expect(await thief.visit(() => sendCode(account))).toBeNull();
	const [code] = /\b\d{6}\b/.exec(await mailTo(account))!;
	expect(await thief.visit(() => signInWithCode(account, code))).toBeNull();
});

test('a browser in which somebody signed in stays open to them, however many guess elsewhere', async () => {
	const account = await known();
	const home = new Browser('198.51.100.1');
	expect(await home.visit(() => signIn(account, PASSWORD))).toBeNull();
	// More clients than the ceiling of one address has room for, and the owner's own among them.
	for (let client = 1; client <= CEILINGS.password.address / CEILINGS.password.pair + 1; client++) {
		const guesser = new Browser(`198.51.100.${client}`);
		for (let time = 0; time < CEILINGS.password.pair; time++)
			await guesser.visit(() => signIn(account, `guess ${time}`));
	}
	const stranger = browser();
	expect(await stranger.visit(() => signIn(account, PASSWORD))).toMatch(/Too many passwords/);
	expect(await home.visit(() => signIn(account, PASSWORD))).toBeNull();
});

test('tries hold with several app servers, each with a memory of its own', async () => {
	const account = await known();
	const thief = browser();
	for (let time = 0; time < CEILINGS.password.pair; time++)
		await thief.visit(() => signIn(account, 'not the password'));
	vi.resetModules();
	const another = (await import('./sign-in.ts')) as { signIn: typeof signIn };
	expect(another.signIn).not.toBe(signIn);
	expect(await thief.visit(() => another.signIn(account, PASSWORD))).toMatch(/Too many passwords/);
	expect(await browser().visit(() => another.signIn(account, PASSWORD))).toBeNull();
});

test('links are not to be guessed either', async () => {
	const thief = browser();
	const guess = (number: number) =>
		thief.visit(() => signInWithLink(`${number}`.padStart(64, '0')));
	for (let number = 0; number < CEILINGS.link.client; number++)
		expect(await guess(number)).toEqual({ refusal: expect.stringMatching(/used already/) });
	expect(await guess(99)).toEqual({
		refusal: expect.stringMatching(/Too many links were tried. .* has a code as well/)
	});
	// The true one as well, which the guesser may have hit.
	expect(await guess(100)).toEqual({ refusal: expect.stringMatching(/Too many links/) });
});

test('who cannot try links for a new address is told to ask anew, and can still sign in', async () => {
	const thief = browser();
	const guess = () => thief.visit(() => confirmAddress('0'.repeat(64)));
	for (let time = 0; time < CEILINGS.confirm.client; time++)
		expect(await guess()).toEqual({ refusal: expect.stringMatching(/used already/) });
	expect(await guess()).toEqual({
		refusal: expect.stringMatching(/Wait 15 minutes, then ask for the change once more/)
	});
	const account = await known();
	await thief.visit(() => sendCode(account));
	const [, token] = /token=([0-9a-f]{64})/.exec(await mailTo(account))!;
	expect(await thief.visit(() => signInWithLink(token!))).toEqual({ next: null });
});

test('a link signs in and leads where its person was going', async () => {
	const account = await known();
	const home = browser();
	await home.visit(() => sendCode(account, { next: '/workspace/acme/goals' }));
	const [, token] = /token=([0-9a-f]{64})/.exec(await mailTo(account))!;
	expect(await home.visit(() => signInWithLink(token!))).toEqual({ next: '/workspace/acme/goals' });
	expect(await home.visit(() => signInWithLink(token!))).toEqual({
		refusal: expect.stringMatching(/used already/)
	});
	expect(home.cookies.has('waymark-next')).toBe(false);
});
