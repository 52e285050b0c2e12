import { expect, test } from './support/test.ts';

test('what is typed before the scripts arrive is not lost when they do', async ({ page }) => {
	let arrive = () => {};
	const held = new Promise<void>((resolve) => (arrive = resolve));
	await page.route(/\.js$/, async (route) => {
		await held;
		await route.continue();
	});
	await page.goto('/workspace/sign-in', { waitUntil: 'domcontentloaded' });
	const email = page.getByLabel('E-mail address for the code');
	await email.fill('somebody@elsewhere.example');
	arrive();
	await page.waitForLoadState('networkidle');
	await expect(email).toHaveValue('somebody@elsewhere.example');
	await page.getByRole('button', { name: 'Send a code' }).click();
	await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible();
});
