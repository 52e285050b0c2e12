import { daysAgo, fact } from './support/pages.ts';
import { scorecardOf, shown } from './support/api.ts';
import { expect, test } from './support/test.ts';

test.use({ javaScriptEnabled: false });

test('a reader without JavaScript gets the chart, its numbers and another day', async ({
	page,
	request
}) => {
	const day = daysAgo(330);
	const { overall } = await scorecardOf(request, 'lodestone', day);

	await page.goto('/lodestone');
	const section = page.getByRole('region', { name: 'Quarter by quarter' });
	const chart = section.getByRole('img', { name: /^Line chart of the scores/ });
	await expect(chart).toBeVisible();
	await expect(chart).toContainText('Evidenced');
	await section.getByRole('link', { name: 'All marks' }).click();
	await section
		.getByRole('link', { name: /^Published, / })
		.first()
		.focus();
	await section.getByRole('link', { name: 'The numbers behind this chart' }).click();
	await expect(page.getByRole('table', { name: 'Scores over all areas' })).toBeVisible();
	await page.goto('/lodestone');

	await section.getByRole('link', { name: 'By month' }).click();
	await expect(page.getByRole('region', { name: 'Month by month' })).toBeVisible();

	await page.getByLabel('As of').fill(day);
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(page).toHaveURL(`/lodestone?as_of=${day}&per=month`);
	await expect(fact(page, 'Claimed')).toHaveText(shown(overall.claimed));

	await page.getByRole('link', { name: 'Goals', exact: true }).click();
	await page.getByLabel('Sort by').selectOption('Title');
	await page.getByRole('button', { name: 'Filter' }).click();
	await expect(page).toHaveURL(new RegExp(`/lodestone/goals.*sort=title.*as_of=${day}`));
	await page
		.getByRole('region', { name: /goals$/ })
		.getByRole('listitem')
		.first()
		.getByRole('link')
		.click();
	await expect(page.getByRole('region', { name: 'What is promised' })).toBeVisible();
	await expect(page.getByRole('region', { name: 'Revisions' })).toContainText('Revision 1');
});

test('only pages that are drawn again in the browser carry what they are drawn by', async ({
	request
}) => {
	const html = async (path: string) => (await request.get(path)).text();
	for (const path of ['/', '/lodestone', '/lodestone/goals', '/nobody'])
		expect(await html(path)).not.toContain('<!--');
	for (const path of ['/workspace/sign-in', '/no/such/page'])
		expect(await html(path)).toContain('<!--[');
});
