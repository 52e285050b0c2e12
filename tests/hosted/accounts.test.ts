import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openHosted } from '../../src/lib/server/backend/hosted.ts';
import {
	operatorClient,
	publicClient,
	type Backend
} from '../../src/lib/server/backend/backend.ts';
import { readConfig } from '../../src/lib/server/config.ts';
import { addLeader } from '../../src/lib/server/operator/operator.ts';
import { nothingLeft } from '../../src/lib/server/people/later.ts';
import {
	changeAddress,
	confirmAddress,
	deleteSelf,
	prove
} from '../../src/lib/server/people/own-account.ts';
import {
	sendCode,
	signIn,
	signInWithCode,
	signInWithLink
} from '../../src/lib/server/people/sign-in.ts';
import { isSetUpToken, setUpLink } from '../../src/lib/server/people/set-up.ts';
import { person } from '../../src/lib/server/people/session.ts';
import { actions as invitation } from '../../src/routes/workspace/invitations/[token]/+page.server.ts';
import { actions as setUpPage } from '../../src/routes/workspace/set-up/+page.server.ts';
import { Browser, post, serve } from '../support/browser.ts';
import { openDatabase, PASSWORD, type TestDatabase } from '../support/database.ts';
import { must } from '../support/outcome.ts';
import { openPostOffice, type PostOffice } from '../support/post-office.ts';
import { serveProject, type Project } from './auth-double/serve.ts';

/** What depends on a hosted Auth: an address is proven by mail, and a sign-up may be answered with a made-up user. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

let database: TestDatabase;
let project: Project;
let backend: Backend;
/** Takes what the app mails itself. */
let office: PostOffice;

beforeAll(async () => {
	office = await openPostOffice();
	database = await openDatabase();
	project = await serveProject(database.backend, database.directory, { mailEvery: 0 });
	const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY } = project.environment;
	backend = await openHosted({
		url: SUPABASE_URL,
		publishableKey: SUPABASE_PUBLISHABLE_KEY,
		secretKey: SUPABASE_SECRET_KEY
	});
	serveHosted();
});
afterEach(() => nothingLeft());
afterAll(async () => {
	await project.close();
	await database.close();
	await office.close();
});
const serveHosted = () =>
	serve(backend, {
		...project.environment,
		SMTP_URL: office.url,
		MAIL_FROM: 'waymark@x.example'
	});

let count = 0;
const browser = () => new Browser(`203.0.113.${++count}`);
const fresh = () => `person-${++count}@x.example`;

async function rows<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
	return (await database.backend.database.query<Row>(sql, parameters)).rows;
}
const idOf = async (email: string) =>
	(await rows<{ id: string }>('select id from auth.users where email = $1', [email]))[0]?.id;
const memberOf = async (email: string) =>
	(
		await rows<{ user_id: string; role: string }>(
			'select user_id, role from public.memberships where email = $1',
			[email]
		)
	)[0];

/** The latest mail to an address, once all are out. */
async function mailTo(email: string) {
	await nothingLeft();
	const mail = project.mails.findLast(({ to }) => to === email);
	if (!mail) throw new Error(`${email} got no mail.`);
	return {
		...mail,
		code: /\b\d{6}\b/.exec(mail.html)?.[0] ?? '',
		link: new URL(/href="([^"]+)"/.exec(mail.html)![1]!.replaceAll('&amp;', '&'))
	};
}

/** A stranger makes an account for somebody's address, with a password of the stranger's own. */
const STRANGERS = 'the password of a stranger';
const signedUpByStranger = async (email: string) => {
	const { data } = await publicClient(backend).auth.signUp({ email, password: STRANGERS });
	return data.user!.id;
};
/** Somebody who confirmed their address before. */
async function confirmed(): Promise<string> {
	const email = fresh();
	const client = operatorClient(backend);
	await client.auth.admin.createUser({ email, password: PASSWORD, email_confirm: true });
	return email;
}
const signsIn = async (email: string, password: string) =>
	(await browser().visit(() => signIn(email, password))) === null;

const LEADER = 'leader@x.example';
let setUpToken = '';
const leader = new Browser('203.0.113.250');

test('the first leader proves the address by a code, though a stranger was there before', async () => {
	const id = await signedUpByStranger(LEADER);
	const link = setUpLink(readConfig(project.environment), backend.secretKey);
	setUpToken = new URL(link).searchParams.get('token')!;
	const search = `?token=${setUpToken}`;
	const form = {
		organization_name: 'Acme',
		slug: 'acme',
		url: 'https://acme.example',
		kept_by: 'self',
		roadmap_title: 'Roadmap',
		roadmap_url: 'https://acme.example/roadmap',
		cadence_days: '90',
		name: 'Ada',
		email: LEADER,
		password: PASSWORD
	};
	// Not before: a hosted Auth would answer this with a user who need not be there.
	const early = await post(leader, setUpPage.set_up!, form, { search });
	expect(early.status).toBe(422);
	expect(await rows('select id from public.memberships')).toEqual([]);

	const sent = await post(leader, setUpPage.send!, { email: LEADER }, { search });
	expect(sent).toMatchObject({ step: 'code' });
	const { code } = await mailTo(LEADER);
	const proven = await post(leader, setUpPage.code!, { email: LEADER, code }, { search });
	expect(proven).toMatchObject({ status: 303, location: `/workspace/set-up${search}` });
	const done = await post(leader, setUpPage.set_up!, form, { search });
	expect(done).toMatchObject({ status: 303, location: '/workspace/acme?notice=welcome' });

	expect(await memberOf(LEADER)).toEqual({ user_id: id, role: 'leader' });
	expect(await signsIn(LEADER, STRANGERS)).toBe(false);
	expect(await signsIn(LEADER, PASSWORD)).toBe(true);
});

test('the set-up link is good on every server of the instance', async () => {
	vi.resetModules();
	const another = await import('../../src/lib/server/people/set-up.ts');
	expect(another.isSetUpToken).not.toBe(isSetUpToken);
	expect(await another.isSetUpToken(setUpToken)).toBe(true);
	expect(await another.isSetUpToken(`${setUpToken.slice(0, -1)}_`)).toBe(false);
});

/** A leader's invitation for an address; gives its token. */
async function invited(email: string): Promise<string> {
	const client = publicClient(backend);
	await client.auth.signInWithPassword({ email: LEADER, password: PASSWORD });
	const [{ id } = { id: '' }] = await rows<{ id: string }>('select id from public.organizations');
	return must(client.rpc('create_invitation', { organization: id, email, role: 'contributor' }));
}

test.each([
	['nobody’s yet', async () => fresh()],
	['somebody’s, confirmed', confirmed],
	[
		'a stranger’s, unconfirmed',
		async () => {
			const email = fresh();
			await signedUpByStranger(email);
			return email;
		}
	]
])('an invitation to an address that is %s ends with its true account', async (_, known) => {
	const email = await known();
	const params = { token: await invited(email) };
	const guest = browser();
	// The form of the embedded backend leads to the steps of this one, and makes nothing.
	const early = await post(
		guest,
		invitation.accept!,
		{ name: 'Bo', password: PASSWORD },
		{ params }
	);
	expect(early).toMatchObject({ status: 303, location: `/workspace/invitations/${params.token}` });
	expect(await memberOf(email)).toBeUndefined();

	expect(await post(guest, invitation.send!, {}, { params })).toMatchObject({ step: 'code' });
	const { code } = await mailTo(email);
	const wrong = { code: code === '000000' ? '111111' : '000000', name: 'Bo', password: PASSWORD };
	const missed = await post(guest, invitation.code!, wrong, { params });
	expect(missed).toMatchObject({ status: 422, data: { step: 'code', name: 'Bo' } });
	const joined = await post(guest, invitation.code!, { ...wrong, code }, { params });
	expect(joined).toMatchObject({ status: 303, location: '/workspace/acme?notice=welcome' });

	expect(await memberOf(email)).toEqual({ user_id: await idOf(email), role: 'contributor' });
	expect(await signsIn(email, PASSWORD)).toBe(true);
	expect(await signsIn(email, STRANGERS)).toBe(false);
});

test('the link in the invitation’s mail does not loop: it leads back, signed in', async () => {
	const email = fresh();
	const token = await invited(email);
	const guest = browser();
	await post(guest, invitation.send!, {}, { params: { token } });
	const { link, template } = await mailTo(email);
	expect(template).toBe('invite');
	expect(link.origin + link.pathname).toBe('http://localhost:3000/workspace/sign-in/link');
	const next = `/workspace/invitations/${token}`;
	expect(await guest.visit(() => signInWithLink(link.searchParams.get('token')!))).toEqual({
		next
	});
	const joined = await post(guest, invitation.accept!, { name: 'Bo' }, { params: { token } });
	expect(joined).toMatchObject({ status: 303, location: '/workspace/acme?notice=welcome' });
	expect(await memberOf(email)).toEqual({ user_id: await idOf(email), role: 'contributor' });
});

test('every mail of Auth leads to the app, in the language that was asked in', async () => {
	const email = fresh();
	await signedUpByStranger(email);
	expect(await mailTo(email)).toMatchObject({
		template: 'confirmation',
		subject: 'Your Waymark sign-in code'
	});
	// What a stranger asked for is confirmed by its person, and their own from then on.
	const { link } = await mailTo(email);
	const home = browser();
	expect(await home.visit(() => signInWithLink(link.searchParams.get('token')!))).toEqual({
		next: null
	});
	expect(await signsIn(email, STRANGERS)).toBe(false);
	expect(await home.visit(person)).toMatchObject({ email });

	const client = publicClient(backend);
	const emailRedirectTo = 'http://localhost:3000/zh/workspace';
	await client.auth.signInWithOtp({ email, options: { shouldCreateUser: false, emailRedirectTo } });
	expect(await mailTo(email)).toMatchObject({
		template: 'magic_link',
		subject: '您的 Waymark 登录验证码',
		link: expect.objectContaining({ pathname: '/zh/workspace/sign-in/link' })
	});
});

test('a code signs in who has an account, and nobody learns who has none', async () => {
	const email = await confirmed();
	const home = browser();
	expect(await home.visit(() => sendCode(email))).toBeNull();
	const { code } = await mailTo(email);
	expect(await home.visit(() => signInWithCode(email, code))).toBeNull();
	expect(await home.visit(person)).toMatchObject({ id: await idOf(email) });
	// A password that was chosen stays: only a first confirmation ends one.
	expect(await signsIn(email, PASSWORD)).toBe(true);

	const unknown = fresh();
	const mails = project.mails.length;
	expect(await browser().visit(() => sendCode(unknown))).toBeNull();
	await nothingLeft();
	expect(project.mails).toHaveLength(mails);
	expect(await idOf(unknown)).toBeUndefined();
});

test('Auth does the same work for a wrong password, whether there is an account or not', async () => {
	const email = await confirmed();
	await signsIn(fresh(), 'makes the decoy');
	const asked = async (address: string) => {
		const before = project.auth.requests.length;
		expect(await signsIn(address, 'not the password')).toBe(false);
		return project.auth.requests.slice(before).map(({ path }) => path);
	};
	const known = await asked(email);
	expect(known).toEqual(['/token']);
	expect(await asked(fresh())).toEqual(known);
});

test('Auth counts by the client, whom the server names with its secret key', async () => {
	const before = project.auth.requests.length;
	const client = new Browser('198.51.100.77');
	await client.visit(() => signIn(LEADER, 'not the password'));
	await client.visit(() => sendCode(LEADER));
	await nothingLeft();
	const seen = project.auth.requests.slice(before);
	expect(seen.map(({ path }) => path)).toEqual(['/token', '/otp']);
	for (const { client } of seen) expect(client).toBe('198.51.100.77');
});

test('another address counts once both have confirmed it, and the old one is told', async () => {
	const email = await confirmed();
	await must(
		operatorClient(backend).rpc('operator_add_member', {
			slug: 'acme',
			person: (await idOf(email))!,
			role: 'contributor',
			person_name: 'Bo'
		})
	);
	const home = browser();
	await home.visit(() => signIn(email, PASSWORD));
	const self = (await home.visit(person))!;
	const address = fresh();
	expect(await home.visit(() => prove(self, 'not the password', 'proof'))).toEqual({
		proof: 'is neither your password nor a valid code'
	});
	expect(await home.visit(() => prove(self, PASSWORD, 'proof'))).toBeNull();
	expect(await home.visit(() => changeAddress(address))).toBeNull();
	const [first, second] = [await mailTo(address), await mailTo(email)];
	for (const { template, link } of [first, second]) {
		expect(template).toBe('email_change');
		expect(link.pathname).toBe('/workspace/account/address');
	}
	const follow = ({ link }: { link: URL }) =>
		home.visit(() => confirmAddress(link.searchParams.get('token')!));
	expect(await follow(first)).toEqual({ done: 'half' });
	expect(await memberOf(email)).toBeDefined();
	const since = office.taken.length;
	expect(await follow(second)).toEqual({ done: 'whole' });
	expect(await memberOf(address)).toMatchObject({ user_id: self.id });
	expect(await memberOf(email)).toBeUndefined();
	await nothingLeft();
	expect(office.taken.slice(since).map(({ to }) => to)).toEqual([email]);
	expect(office.taken.at(-1)!.text).toContain(address);
});

test('whether another has the new address already is told by nothing', async () => {
	const email = await confirmed();
	const taken = await confirmed();
	const home = browser();
	await home.visit(() => signIn(email, PASSWORD));
	const mails = project.mails.length;
	expect(await home.visit(() => changeAddress(taken))).toBeNull();
	await nothingLeft();
	expect(project.mails).toHaveLength(mails);
});

test('the operator adds a leader by the true account, and mails them', async () => {
	const email = fresh();
	const id = await signedUpByStranger(email);
	const add = () =>
		addLeader(backend, { slug: 'acme', email, name: 'Cy' }, 'http://localhost:3000');
	expect(await add()).toBeNull();
	expect(await memberOf(email)).toEqual({ user_id: id, role: 'leader' });
	const { code } = await mailTo(email);
	expect(await signsIn(email, STRANGERS)).toBe(false);
	expect(await browser().visit(() => signInWithCode(email, code))).toBeNull();
	expect(await signsIn(email, STRANGERS)).toBe(false);
});

test('a deleted account is gone from Auth, and its session with it', async () => {
	const email = await confirmed();
	const home = browser();
	await home.visit(() => signIn(email, PASSWORD));
	const self = (await home.visit(person))!;
	expect(await home.visit(() => deleteSelf(self))).toBeNull();
	expect(await idOf(email)).toBeUndefined();
	expect(await home.visit(person)).toBeNull();
	expect(
		await rows(`select id from auth.audit_log_entries where payload::text like '%' || $1 || '%'`, [
			email
		])
	).toEqual([]);
});

test('the double answers as GoTrue does: a known address gets a made-up user', async () => {
	const email = await confirmed();
	const { data, error } = await publicClient(backend).auth.signUp({ email, password: PASSWORD });
	expect(error).toBeNull();
	expect(data.session).toBeNull();
	expect(data.user).toMatchObject({ email, identities: [] });
	expect(data.user!.id).not.toBe(await idOf(email));
});

test('with sign-ups off, who was invited comes in all the same', async () => {
	const closed = await serveProject(database.backend, database.directory, {
		mailEvery: 0,
		signUps: false
	});
	const { SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: publishableKey } = closed.environment;
	const hosted = { url, publishableKey, secretKey: backend.secretKey };
	const email = fresh();
	const token = await invited(email);
	serve(await openHosted(hosted), closed.environment);
	try {
		const guest = browser();
		await post(guest, invitation.send!, {}, { params: { token } });
		await nothingLeft();
		const mail = closed.mails.find(({ to }) => to === email)!;
		const code = /\b\d{6}\b/.exec(mail.html)![0];
		const form = { code, name: 'Bo', password: PASSWORD };
		expect(await post(guest, invitation.code!, form, { params: { token } })).toMatchObject({
			location: '/workspace/acme?notice=welcome'
		});
		// A stranger does not.
		const { error } = await publicClient(await openHosted(hosted)).auth.signUp({
			email: fresh(),
			password: STRANGERS
		});
		expect(error?.code).toBe('signup_disabled');
	} finally {
		serveHosted();
		await closed.close();
	}
});
