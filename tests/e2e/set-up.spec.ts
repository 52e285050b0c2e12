import { rm } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { openPostOffice, type PostOffice, type Received } from '../support/post-office.ts';
import { runOperator, startServer, type Server } from './support/app.ts';
import { soundRecord } from './support/api.ts';
import { copyOf } from './support/templates.ts';
import { arrive, visit } from './support/pages.ts';
import { stopInPeace } from './support/stop.ts';
import { expect, test as base } from './support/test.ts';

/** A server that has a mail server, as an instance that is no demonstration needs one. */
const test = base.extend<object, { office: PostOffice }>({
	office: [
		// eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
		async ({}, use) => {
			const office = await openPostOffice();
			await use(office);
			await office.close();
		},
		{ scope: 'worker' }
	],
	server: [
		async ({ office }, use) => {
			const directory = await copyOf('empty');
			const server = await startServer(directory, {
				DEMO: 'off',
				SMTP_URL: office.url,
				MAIL_FROM: 'waymark@northlight.example'
			});
			await use(server);
			// A route's own name has its parameters in brackets.
			const named = /token=|invitations\/(?!\[)|northlight\.example/;
			await stopInPeace(server, new RegExp(`${named.source}|"status":5`));
			expectNoSecrets(server, office.taken);
			await rm(directory, { recursive: true });
		},
		{ scope: 'worker', timeout: 60_000 }
	]
});

/** A log is kept and read by others: nothing in it signs in, and nobody is named. */
function expectNoSecrets({ output }: Server, mails: readonly Received[]): void {
	expect(mails.length).toBeGreaterThan(2);
	for (const { text, to } of mails) {
		const secrets = [to, /\b\d{6}\b/.exec(text)![0], /token=(\S+)/.exec(text)![1]!];
		// By number: the secrets themselves would stand in the test's own log.
		expect(secrets.findIndex((secret) => output.includes(secret))).toBe(-1);
	}
}

async function setUpLinkOf({ dataDir, origin }: Server): Promise<string> {
	const { output } = await runOperator(dataDir, 'set-up-link');
	const { pathname, search } = new URL(/http\S+\/workspace\/set-up\?token=\S+/.exec(output)![0]);
	return origin + pathname + search;
}

const LEADER = { email: 'ada.nkemelu@northlight.example', password: 'a long enough password' };
const CONTRIBUTOR = { email: 'tom.iversen@northlight.example', password: 'another long password' };

test('what is typed on the set-up page before the scripts arrive is kept', async ({
	page,
	server
}) => {
	const link = await setUpLinkOf(server);
	let arriveScripts = () => {};
	const held = new Promise<void>((resolve) => (arriveScripts = resolve));
	await page.route(/\.js$/, async (route) => {
		await held;
		await route.continue();
	});
	await page.goto(link, { waitUntil: 'domcontentloaded' });
	await page.getByLabel('Name of the organization').fill('Northlight');
	await page.getByLabel('Who keeps this record').selectOption('transcriber');
	await page.getByLabel('Note on the transcription').fill('Copied from public pages.');
	arriveScripts();
	await page.waitForLoadState('networkidle');
	await expect(page.getByLabel('Name of the organization')).toHaveValue('Northlight');
	await expect(page.getByLabel('Who keeps this record')).toHaveValue('transcriber');
	await expect(page.getByLabel('Note on the transcription')).toHaveValue(
		'Copied from public pages.'
	);
});

test('an empty instance gets its organization, its people and their ways to sign in', async ({
	page,
	openPage,
	request,
	server,
	office
}) => {
	const link = await setUpLinkOf(server);

	await test.step('the set-up page opens with the operator’s link alone', async () => {
		await visit(page, '/', 'Safety roadmaps, kept in public');
		await expect(page.getByText('Nothing is published here yet')).toBeVisible();
		// What the terminal shows, and what stands in a log.
		const where = /finds the link for that in its terminal; .* names the command that prints/;
		await expect(page.getByText(where)).toBeVisible();
		await visit(page, '/workspace/sign-in', 'Sign in');
		await expect(page.getByText('the log names the command that prints the link')).toBeVisible();
		for (const wrong of ['', '?token=', '?token=wrong', `?token=${link.slice(-20)}`]) {
			const response = await page.goto(`/workspace/set-up${wrong}`);
			expect(response!.status(), wrong).toBe(403);
			await expect(page.getByText('opens with the link that the terminal shows')).toBeVisible();
		}
		await arrive(page, 'You may not see this');
	});

	await test.step('it makes the organization and its first leader', async () => {
		await visit(page, link, 'Set up Waymark');
		await page.getByLabel('Name of the organization').fill('Northlight');
		await page.getByLabel('Short name in addresses').fill('record');
		await page.getByLabel('Web site').fill('https://northlight.example');
		await page.getByLabel('Address of the roadmap').fill('https://northlight.example/roadmap');
		await page.getByLabel('Your name').fill('Ada Nkemelu');
		await page.getByLabel('Your e-mail address').fill(LEADER.email);
		await page.getByLabel('Your password').fill('short');
		await page.getByRole('button', { name: 'Set up' }).click();

		const alert = page.getByRole('alert');
		await expect(alert).toContainText('is an address of the app itself');
		await expect(alert).toContainText('Your password must have at least 10 characters');
		await arrive(page, 'Set up Waymark');
		await expect(page.getByLabel('Name of the organization')).toHaveValue('Northlight');
		await expect(page.getByLabel('Your e-mail address')).toHaveValue(LEADER.email);
		expect(await soundRecord(request)).toEqual([]);

		await page.getByLabel('Short name in addresses').fill('northlight');
		await page.getByLabel('Your password').fill(LEADER.password);
		await page.getByRole('button', { name: 'Set up' }).click();
		await arrive(page, 'Inbox');
		await expect(page.getByText('Ada Nkemelu, leader')).toBeVisible();
		expect(await soundRecord(request)).toEqual([
			expect.objectContaining({ kind: 'organization.registered', organization: 'northlight' })
		]);
	});

	await test.step('the link does not work again', async () => {
		const another = await openPage();
		await another.goto(link);
		await arrive(another, 'Sign in');
		await expect(another).toHaveURL('/workspace/sign-in');
		// It is there at once, with no goal yet.
		await visit(another, '/', 'Safety roadmaps, kept in public');
		await expect(another.getByRole('link', { name: 'Northlight' }).first()).toBeVisible();
		await visit(another, '/northlight', 'Northlight');
		await expect(another.getByText('so there is no score')).toBeVisible();
	});

	const colleague = await openPage();
	await test.step('a contributor joins by an invitation link, once', async () => {
		await page.getByRole('link', { name: 'Members' }).click();
		await arrive(page, 'Members');
		await page.getByLabel('E-mail address').fill(CONTRIBUTOR.email);
		await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption('contributor');
		await page.getByRole('button', { name: 'Create an invitation link' }).click();
		const invitation = await page.getByRole('status').getByRole('code').textContent();
		expect(invitation).toMatch(/^http\S+\/workspace\/invitations\/\S+$/);

		await visit(page, invitation!, 'Join Northlight');
		await expect(page.getByRole('main')).toContainText(
			`This invitation is for ${CONTRIBUTOR.email}, and you are signed in as ${LEADER.email}.`
		);
		await expect(page.getByRole('button', { name: 'Accept the invitation' })).toHaveCount(0);

		await visit(colleague, invitation!, 'Join Northlight');
		await colleague.getByLabel('Your name').fill('Tom Iversen');
		await colleague.getByLabel('Password').fill(CONTRIBUTOR.password);
		await colleague.getByRole('button', { name: 'Accept the invitation' }).click();
		await arrive(colleague, 'Inbox');
		await expect(colleague.getByText('Tom Iversen, contributor')).toBeVisible();
		await expect(colleague.getByRole('link', { name: 'Members' })).toHaveCount(0);
		expect((await colleague.goto('/workspace/northlight/members'))!.status()).toBe(403);

		const third = await openPage();
		await visit(third, invitation!, 'Join Northlight');
		await expect(third.getByText('This invitation was used already.')).toBeVisible();
		await expect(third.getByRole('button', { name: 'Accept the invitation' })).toHaveCount(0);
		expect((await third.goto(`${invitation!.slice(0, -4)}0000`))!.status()).toBe(404);
	});

	await test.step('the contributor signs out, and in again with the password', async () => {
		await colleague.goto('/workspace/northlight');
		await signOut(colleague);
		await arrive(colleague, 'Sign in');
		await colleague.goto('/workspace/northlight');
		await expect(colleague).toHaveURL('/workspace/sign-in?to=%2Fworkspace%2Fnorthlight');
		await colleague.getByLabel('E-mail address', { exact: true }).fill(CONTRIBUTOR.email);
		await colleague.getByLabel('Password').fill('not the password');
		await colleague.getByRole('button', { name: 'Sign in', exact: true }).click();
		await expect(colleague.getByRole('alert')).toContainText('do not match');
		await arrive(colleague, 'Sign in');
		await colleague.getByLabel('Password').fill(CONTRIBUTOR.password);
		await colleague.getByRole('button', { name: 'Sign in', exact: true }).click();
		await expect(colleague.getByText('Tom Iversen, contributor')).toBeVisible();
		await expect(colleague).toHaveURL('/workspace/northlight');
		await signOut(colleague);
	});

	await test.step('and with a one-time code from an e-mail', async () => {
		const e_mail = await sendCode(colleague, office, CONTRIBUTOR.email);
		const [code] = /\b\d{6,10}\b/.exec(e_mail)!;
		await colleague.getByLabel('Code').fill(code === '000000' ? '111111' : '000000');
		await colleague.getByRole('button', { name: 'Sign in' }).click();
		await expect(colleague.getByRole('alert')).toContainText('This code is wrong or has expired');
		await colleague.getByLabel('Code').fill(code);
		await colleague.getByRole('button', { name: 'Sign in' }).click();
		await expect(colleague.getByText('Tom Iversen, contributor')).toBeVisible();
	});

	await test.step('the leader signs in with the link, which works once', async () => {
		await page.goto('/workspace/northlight');
		await signOut(page);
		const e_mail = await sendCode(page, office, LEADER.email);
		const [mailed] = /http\S+\/workspace\/sign-in\/link\?token=\S+/.exec(e_mail)!;
		await visit(page, mailed, 'Sign in');
		await page.getByRole('button', { name: 'Sign in now' }).click();
		await arrive(page, 'Inbox');
		await expect(page.getByText('Ada Nkemelu, leader')).toBeVisible();

		const another = await openPage();
		await another.goto(mailed);
		await another.getByRole('button', { name: 'Sign in now' }).click();
		await expect(another.getByText('This link was used already or has expired.')).toBeVisible();
	});

	await test.step('who asks for a code in Chinese is written to in Chinese', async () => {
		const since = office.taken.length;
		const another = await openPage();
		await another.goto('/zh/workspace/sign-in');
		await another.locator('#code-email').fill(CONTRIBUTOR.email);
		await another.locator('form[action^="?/send"] button').click();
		await expect.poll(() => office.taken.length).toBe(since + 1);
		const e_mail = office.taken.at(-1)!.text;
		expect(e_mail).toContain('您的 Waymark 登录验证码是');
		const [mailed] = /http\S+\/zh\/workspace\/sign-in\/link\?token=\S+/.exec(e_mail)!;
		await another.goto(mailed);
		await another.locator('main form button').click();
		await expect(another).toHaveURL(/\/workspace\/northlight$/);
	});

	await test.step('whether a stranger has an account is not said', async () => {
		const since = office.taken.length;
		const stranger = await openPage();
		await askForCode(stranger, 'stranger@elsewhere.example');
		await expect(stranger.getByText('If stranger@elsewhere.example has an account')).toBeVisible();
		expect(office.taken).toHaveLength(since);
	});
});

async function signOut(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page).toHaveURL('/workspace/sign-in');
}

/** Asks for a code and returns the e-mail. */
async function sendCode(page: Page, office: PostOffice, email: string): Promise<string> {
	const since = office.taken.length;
	await askForCode(page, email);
	await arrive(page, 'Sign in');
	await expect.poll(() => office.taken.slice(since).map(({ to }) => to)).toEqual([email]);
	return office.taken.at(-1)!.text;
}

async function askForCode(page: Page, email: string): Promise<void> {
	await page.goto('/workspace/sign-in');
	await page.getByLabel('E-mail address for the code').fill(email);
	await page.getByRole('button', { name: 'Send a code' }).click();
	await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible();
}
