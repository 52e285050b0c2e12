import type { Page } from '@playwright/test';
import { arrive, signInAs } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'session', template: 'demonstration' } });

const COOKIE = 'sb-embedded-auth-token';
const encoded = (session: unknown) =>
	`base64-${Buffer.from(JSON.stringify(session)).toString('base64url')}`;

/** The session in the page's cookies, and where it is kept. */
async function sessionOf(page: Page) {
	const parts = (await page.context().cookies())
		.filter(({ name }) => name.startsWith(COOKIE))
		.sort((a, b) => a.name.localeCompare(b.name));
	const value = parts.map((part) => part.value).join('');
	return JSON.parse(Buffer.from(value.slice('base64-'.length), 'base64url').toString());
}

test('a cookie that is no session is a visitor, not the end of the server', async ({ page }) => {
	await page
		.context()
		.addCookies([{ name: COOKIE, value: encoded({ a: 1 }), domain: 'localhost', path: '/' }]);
	for (let time = 0; time < 2; time++) {
		const response = await page.goto('/workspace');
		expect(response!.status()).toBe(200);
		await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
	}
});

test('a session whose token has expired is renewed, and no cache may keep it', async ({ page }) => {
	await signInAs(page, 'Ines Valderrama');
	const session = await sessionOf(page);
	await page.context().clearCookies();
	const stale = { ...session, expires_at: 1, expires_in: 1 };
	await page
		.context()
		.addCookies([{ name: COOKIE, value: encoded(stale), domain: 'localhost', path: '/' }]);
	const response = await page.goto('/workspace/lodestone');
	expect(response!.status()).toBe(200);
	expect(response!.headers()['cache-control']).toContain('no-store');
	await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
	expect((await sessionOf(page)).expires_at).toBeGreaterThan(Date.now() / 1000);
	// The browser keeps it no longer than the session can last without a renewal.
	const cookies = await page.context().cookies();
	const kept = cookies.filter(({ name }) => name.startsWith(COOKIE));
	expect(kept.length).toBeGreaterThan(0);
	for (const { expires } of kept)
		expect(Math.abs(expires - Date.now() / 1000 - 7 * 24 * 3_600)).toBeLessThan(60);
});

test('no spelling of the address lets a cache keep what is one person’s', async ({ page }) => {
	await signInAs(page, 'Ines Valderrama');
	for (const path of [
		'/%77orkspace/lodestone',
		'/zh/%77orkspace/lodestone',
		'/no/such/place/at/all'
	]) {
		const headers = (
			await page.request.get(path, { headers: { 'accept-encoding': 'gzip' } })
		).headers();
		expect(headers['cache-control'], path).toContain('no-store');
		expect(headers['content-encoding'], path).toBeUndefined();
	}
	const open = await page.request.get('/lodestone', { headers: { 'accept-encoding': 'gzip' } });
	expect(open.headers()['content-encoding']).toBe('gzip');
});

test('a code that was asked for can be typed after a reload too', async ({ page, server }) => {
	const address = 'ravi.chandrasekar@lodestone.example';
	await page.goto('/workspace/sign-in?to=%2Fworkspace%2Flodestone%2Fnotices');
	await page.getByLabel('E-mail address for the code').fill(address);
	const since = server.output.length;
	await page.getByRole('button', { name: 'Send a code' }).click();
	await arrive(page, 'Sign in');
	await expect(page.getByLabel('E-mail address')).toHaveValue(address);
	const [mail] = await server.printed(/E-mail to ravi[^]*?\n\n/, since);
	const [code] = /\b\d{6}\b/.exec(mail)!;

	await page.reload();
	await page.getByRole('link', { name: 'I have a code already' }).click();
	await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible();
	expect(page.url()).not.toContain('lodestone.example');
	await arrive(page, 'Sign in');
	await page.reload();
	// A wrong address can be mended, and nothing says that a code is on its way there.
	await page.getByLabel('E-mail address').fill('nobody@lodestone.example');
	await page.getByLabel('Code').fill(code);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('This code is wrong or has expired');
	await expect(page.getByRole('main')).not.toContainText('is on its way');
	await page.getByLabel('E-mail address').fill(address);
	await page.getByLabel('Code').fill(code);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await arrive(page, 'Notices by e-mail');
});

test('a code can be asked for without JavaScript, and is not to be guessed', async ({
	browser,
	baseURL
}) => {
	const context = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/workspace/sign-in');
	await page.getByLabel('E-mail address for the code').fill('mei-lin.tsai@lodestone.example');
	await page.getByRole('button', { name: 'Send a code' }).click();
	for (let time = 0; time < 6; time++) {
		await page.getByLabel('Code').fill('000000');
		await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	}
	await expect(page.getByRole('alert')).toContainText('Too many codes were tried');
	await context.close();
});

test('a refused form leads on to the same place, without JavaScript as well', async ({
	browser,
	baseURL
}) => {
	const context = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/workspace/sign-in?to=%2Fworkspace%2Flodestone%2Fteams');
	await page.getByLabel('E-mail address', { exact: true }).fill('somebody@elsewhere.example');
	await page.getByLabel('Password').fill('not the password');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('do not match');
	await page.getByRole('button', { name: 'Sign in as Mei-Lin Tsai' }).click();
	await expect(page).toHaveURL('/workspace/lodestone/teams');
	await context.close();
});
