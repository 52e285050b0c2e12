import type { Page } from '@playwright/test';
import type { Server } from './support/app.ts';
import { arrive, signInAs, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'account', template: 'demonstration' } });
// A code is waited for, and each page is looked at by axe.
test.setTimeout(180_000);

const LEADER = 'ines.valderrama@lodestone.example';
const CONTRIBUTOR = 'ravi.chandrasekar@lodestone.example';
const NEW_PASSWORD = 'a password of my own';

/** What the server mails to an address from now on; it prints its mails. */
function mailTo(server: Server, address: string) {
	const since = server.output.length;
	return async () => {
		const escaped = address.replaceAll('.', '\\.');
		const [mail] = await server.printed(new RegExp(`E-mail to ${escaped}[^]*?\\n\\n`), since);
		return mail;
	};
}

/** Asks on the page for a code, and returns it. */
async function codeFor(page: Page, server: Server, address: string): Promise<string> {
	const mail = mailTo(server, address);
	await page.getByRole('button', { name: `Send a code to ${address}` }).click();
	await expect(page.getByRole('status')).toContainText(`A code is on its way to ${address}`);
	return /\b\d{6}\b/.exec(await mail())![0];
}

/** The section of the page with that heading. */
const section = (page: Page, name: string) => page.getByRole('region', { name });

test('own name and office change, and what is published keeps the old ones', async ({ page }) => {
	await signInAs(page, 'Ines Valderrama');
	await page.getByRole('link', { name: 'Your account' }).click();
	await arrive(page, 'Your account');
	const details = section(page, 'Name and office');
	await details.getByLabel('Name').fill('   ');
	await details.getByLabel('Office').fill('Chief of safety');
	await details.getByRole('button', { name: 'Save name and office' }).click();
	await expect(page.getByRole('alert')).toContainText('Name');
	await arrive(page, 'Your account');
	await expect(details.getByLabel('Office')).toHaveValue('Chief of safety');

	await details.getByLabel('Name').fill('Ines V. Valderrama');
	await details.getByRole('button', { name: 'Save name and office' }).click();
	await expect(page.getByRole('status')).toContainText('Your name and office are saved');
	await visit(page, '/workspace/lodestone/certify', 'Certify a scorecard');
	await expect(page.getByText('Ines V. Valderrama, leader')).toBeVisible();
	await expect(page.getByLabel('Office')).toHaveValue('Chief of safety');
	await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ines V. Valderrama');
	await page.goto('/lodestone/certified');
	await expect(page.getByRole('main')).not.toContainText('Ines V. Valderrama');

	await visit(page, '/workspace/account', 'Your account');
	await details.getByLabel('Name').fill('Ines Valderrama');
	await details.getByRole('button', { name: 'Save name and office' }).click();
	await expect(page.getByRole('status')).toContainText('saved');
});

test('a password is changed with proof, signs out every other browser, and the person is told', async ({
	page,
	openPage,
	server
}) => {
	await signInAs(page, 'Ines Valderrama');
	const elsewhere = await openPage();
	await signInAs(elsewhere, 'Ines Valderrama');
	await visit(page, '/workspace/account', 'Your account');
	const password = section(page, 'Password');

	await password.getByLabel('Current password, or a code').fill('000000');
	await password.getByLabel('New password').fill(NEW_PASSWORD);
	await password.getByRole('button', { name: 'Change the password' }).click();
	await expect(page.getByRole('alert')).toContainText('is neither your password nor a valid code');
	const wrong = password.getByLabel('Current password, or a code');
	await expect(wrong).toHaveAccessibleDescription(/is neither your password nor a valid code/);
	await password.getByLabel('Current password, or a code').fill('not my password');
	await password.getByLabel('New password').fill('short');
	await password.getByRole('button', { name: 'Change the password' }).click();
	await expect(page.getByRole('alert')).toContainText('must have at least 10 characters');

	const code = await codeFor(page, server, LEADER);
	const told = mailTo(server, LEADER);
	await password.getByLabel('Current password, or a code').fill(code);
	await password.getByLabel('New password').fill(NEW_PASSWORD);
	await password.getByRole('button', { name: 'Change the password' }).click();
	await expect(page.getByRole('status')).toContainText('Your password is changed');
	expect(await told()).toContain('Your Waymark password was changed');

	await elsewhere.goto('/workspace/lodestone');
	await arrive(elsewhere, 'Sign in');
	await elsewhere.getByLabel('E-mail address', { exact: true }).fill(LEADER);
	await elsewhere.getByLabel('Password').fill(NEW_PASSWORD);
	await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(elsewhere.getByRole('button', { name: 'Sign out' })).toBeVisible();
	await page.reload();
	await arrive(page, 'Your account');
});

test('signing out everywhere ends this browser and every other at once', async ({
	page,
	openPage
}) => {
	await signInAs(page, 'Mei-Lin Tsai');
	const elsewhere = await openPage();
	await signInAs(elsewhere, 'Mei-Lin Tsai');
	await visit(page, '/workspace/account', 'Your account');
	await page.getByRole('button', { name: 'Sign out everywhere' }).click();
	await expect(page.getByRole('status')).toContainText('You are signed out everywhere');
	await arrive(page, 'Sign in');
	await elsewhere.goto('/workspace/lodestone');
	await expect(elsewhere).toHaveURL(/\/workspace\/sign-in/);
});

test('a new address counts once it is confirmed, and the old one is told', async ({
	page,
	server
}) => {
	await signInAs(page, 'Ravi Chandrasekar');
	await visit(page, '/workspace/account', 'Your account');
	const address = section(page, 'E-mail address');
	const fill = async (to: string, proof: string) => {
		await address.getByLabel('New e-mail address').fill(to);
		await address.getByLabel('Current password, or a code').fill(proof);
		await address.getByRole('button', { name: 'Change the address' }).click();
	};
	await fill(CONTRIBUTOR, 'whatever');
	await expect(page.getByRole('alert')).toContainText('is your address already');
	await fill('ravi@elsewhere.example', 'not the password');
	await expect(page.getByRole('alert')).toContainText('is neither your password nor a valid code');
	await expect(address.getByLabel('New e-mail address')).toHaveValue('ravi@elsewhere.example');

	const code = await codeFor(page, server, CONTRIBUTOR);
	const mail = mailTo(server, 'ravi@elsewhere.example');
	await fill('ravi@elsewhere.example', code);
	await expect(page.getByRole('status')).toContainText('an e-mail with a link is on its way');
	const [link] = /http\S+\/workspace\/account\/address\?token=\S+/.exec(await mail())!;
	const told = mailTo(server, CONTRIBUTOR);
	await visit(page, link, 'Confirm the new address');
	await page.getByRole('button', { name: 'Confirm now' }).click();
	await arrive(page, 'Your account');
	await expect(page.getByText('Your e-mail address is changed.')).toBeVisible();
	await expect(page.getByText('You are signed in as ravi@elsewhere.example.')).toBeVisible();
	expect(await told()).toContain('another e-mail address now: ravi@elsewhere.example');

	await page.goto(link);
	await page.getByRole('button', { name: 'Confirm now' }).click();
	await expect(page.getByText('This link was used already or has expired')).toBeVisible();
	await visit(page, '/workspace/lodestone/notices', 'Notices by e-mail');
	await expect(page.getByRole('main')).toContainText('ravi@elsewhere.example');
});

test('an account is deleted for good, without JavaScript as well', async ({
	browser,
	baseURL,
	server
}) => {
	const context = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false });
	const page = await context.newPage();
	await signInAs(page, 'Siobhán Delacroix');
	const address = 'siobhan.delacroix@lodestone.example';
	// Without scripts axe cannot look at the page.
	await page.goto('/workspace/account');
	const code = await codeFor(page, server, address);
	const deletion = section(page, 'Delete the account');
	await deletion.getByText('Delete this account for good').click();
	await deletion.getByRole('button', { name: 'Delete the account' }).click();
	// The field says itself that it is to be filled.
	await expect(deletion.getByLabel('Current password, or a code')).toBeFocused();
	await deletion.getByLabel('Current password, or a code').fill('not the password');
	await deletion.getByRole('button', { name: 'Delete the account' }).click();
	await expect(page.getByRole('alert')).toContainText('is neither your password nor a valid code');
	await deletion.getByLabel('Current password, or a code').fill(code);
	const told = mailTo(server, address);
	await deletion.getByRole('button', { name: 'Delete the account' }).click();
	await expect(page.getByRole('status')).toContainText('The account is deleted');
	expect(await told()).toContain('Your Waymark account was deleted');
	await page.goto('/workspace/lodestone');
	await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
	await context.close();
});

test('the page is whole in Chinese, and reached with the keyboard alone', async ({ page }) => {
	await signInAs(page, 'Kwabena Asare-Holt');
	await visit(page, '/zh/workspace/account', '您的账户');
	await page.locator('main').focus();
	const name = page.getByRole('textbox', { name: '姓名' });
	for (
		let press = 0;
		press < 3 && !(await name.evaluate((e) => e === document.activeElement));
		press++
	)
		await page.keyboard.press('Tab');
	await expect(name).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('status')).toContainText('您的姓名与职务已保存');
});
