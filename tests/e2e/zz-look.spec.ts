import { arrive, signInAs } from './support/pages.ts';
import { test } from './support/test.ts';

test.use({ instance: { name: 'zz-look', template: 'demonstration' } });

test('look', async ({ page, openPage }) => {
	const shoot = async (p: typeof page, name: string) => {
		for (const width of [360, 1280])
			for (const colorScheme of ['light', 'dark'] as const) {
				await p.setViewportSize({ width, height: 900 });
				await p.emulateMedia({ colorScheme });
				await p.screenshot({ path: `/tmp/shots-closings/${name}-${width}-${colorScheme}.png`, fullPage: true });
			}
	};
	await signInAs(page, 'Ines Valderrama');
	const title = 'A successor that is drafted';
	await page.goto('/workspace/lodestone/new-goal');
	await page.getByLabel('Title', { exact: true }).fill(title);
	await page.getByLabel('Statement', { exact: true }).fill('What is promised instead.');
	await page.getByRole('radio', { name: 'Security' }).check();
	await page.getByRole('button', { name: 'Save draft and preview' }).click();
	await arrive(page, 'Preview of the goal');
	await page.goto('/workspace/lodestone/goals/build-provenance/close', { waitUntil: 'networkidle' });
	await page.getByRole('radio', { name: 'Superseded' }).check();
	await page.getByLabel(title).check();
	await page.getByLabel('Public reason', { exact: true }).fill('It is carried on in other words.');
	await shoot(page, 'form');
	await page.getByRole('button', { name: 'Save draft and preview' }).click();
	await arrive(page, 'Preview of the closing');
	await shoot(page, 'preview');
	await page.getByRole('button', { name: 'Propose to the other leaders' }).click();
	await arrive(page, 'Proposed closing');
	await shoot(page, 'proposed-mine');
	const second = await openPage();
	await signInAs(second, 'Kwabena Asare-Holt');
	await second.goto('/workspace/lodestone');
	await shoot(second, 'home');
	await second.getByRole('link', { name: /^Look at the closing of/ }).click();
	await arrive(second, 'Proposed closing');
	await second.getByText('Return with a comment').click();
	await shoot(second, 'proposed-theirs');
	await second.goto(second.url().replace('/workspace', '/zh/workspace'));
	await shoot(second, 'proposed-zh');
	await second.goto('/workspace/lodestone/activity');
	await shoot(second, 'activity');
});
