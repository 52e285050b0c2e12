import { scorecardOf, shown } from './support/api.ts';
import { arrive, daysAgo, inWords, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';
import type { Page } from '@playwright/test';

const table = (page: Page, scope: string) =>
	page.getByRole('table', { name: `Organizations compared: ${scope}` });
const row = (page: Page, scope: string, name: RegExp) =>
	table(page, scope)
		.getByRole('row')
		.filter({ has: page.getByRole('rowheader', { name }) });
const names = (page: Page, scope: string) =>
	table(page, scope).getByRole('rowheader').locator('.line-title').allTextContents();

test('a reader compares organizations, and sees what each figure rests on', async ({
	page,
	request
}) => {
	await page.goto('/');
	await page
		.getByRole('navigation', { name: 'Site' })
		.getByRole('link', { name: 'Compare' })
		.click();
	await arrive(page, 'Organizations side by side');

	const { overall, areas } = await scorecardOf(request, 'lodestone');
	const own = row(page, 'All areas', /^Lodestone/);
	await expect(own.getByRole('cell').nth(0)).toHaveText(shown(overall.evidenced));
	await expect(own.getByRole('cell').nth(1)).toHaveText(shown(overall.claimed));
	await expect(own.getByRole('cell').nth(2)).toHaveText(shown(overall.gap));
	await expect(own.getByRole('rowheader')).toContainText('Self-graded');
	await expect(own).toContainText(/\d+ of \d+ grades?/);
	await expect(own).toContainText(/\d+ of \d+ on time/);
	await expect(own.getByRole('link', { name: /\d+ weakening changes?$/ })).toBeVisible();

	const transcribed = await scorecardOf(request, 'anthropic');
	expect(transcribed.areas.policy.n).toBe(1);
	const thin = row(page, 'Policy', /^Anthropic/);
	await expect(thin.getByRole('rowheader')).toContainText('Transcribed');
	await expect(thin.getByRole('rowheader')).toContainText('Fewer than 3 goals');
	await expect(thin.getByRole('rowheader')).toContainText('Last checked on');
	await expect(thin.getByRole('cell').nth(0)).toContainText(
		/^\s*Transcribed\s*50\s*†§\s*, marked: it rests on fewer than 3 goals; a third party transcribed the record/
	);

	const figure = row(page, 'Security', /^Lodestone/).getByRole('link', {
		name: shown(areas.security.evidenced),
		exact: true
	});
	await figure.first().click();
	await expect(page).toHaveURL('/lodestone/areas/security#arithmetic');
});

test('the tables are sorted by any column, by its link or by the form', async ({ page }) => {
	await visit(page, '/compare', 'Organizations side by side');
	expect(await names(page, 'Security')).toEqual(['Anthropic', 'Lodestone AI (fictional)']);

	await table(page, 'Security').getByRole('link', { name: 'Evidenced' }).click();
	await expect(page).toHaveURL('/compare?sort=evidenced&order=desc&area=security#security');
	const header = table(page, 'Security').getByRole('columnheader', { name: 'Evidenced' });
	await expect(header).toHaveAttribute('aria-sort', 'descending');
	for (const scope of ['Security', 'All areas'])
		expect(await names(page, scope)).toEqual(['Lodestone AI (fictional)', 'Anthropic']);
	await header.getByRole('link').click();
	await expect(header).toHaveAttribute('aria-sort', 'ascending');
	// A score that is mostly stale does not come to lead by turning the order round.
	await expect(page.getByText('By evidenced, security, lowest first')).toBeVisible();
	await expect(page.getByText('Figures with † or ‡ come after the others')).toBeVisible();
	expect(await names(page, 'Policy')).toEqual(['Lodestone AI (fictional)', 'Anthropic']);
	await table(page, 'Security').getByRole('link', { name: 'Current' }).click();
	await expect(page).toHaveURL('/compare?sort=current&order=desc&area=security#security');
	await table(page, 'Security').getByRole('link', { name: 'Current' }).click();
	await expect(page).toHaveURL('/compare?sort=current&order=asc&area=security#security');
	expect(await names(page, 'Policy')).toEqual(['Anthropic', 'Lodestone AI (fictional)']);

	// A phone has no header row.
	await page.setViewportSize({ width: 360, height: 800 });
	await expect(header).toBeHidden();
	const day = daysAgo(200);
	await page.getByLabel('As of').fill(day);
	await page.getByLabel('Sort by').selectOption('Current');
	await page.getByLabel('Order').selectOption('Z to A, highest first');
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(page).toHaveURL(`/compare?as_of=${day}&sort=current&area=security&order=desc`);
	await expect(page.getByText(`As of ${inWords(day)}`, { exact: true })).toBeVisible();
	await expect(page.getByText('By current, security, highest first')).toBeVisible();
});

test('an address that asks for what there is not says so', async ({ request }) => {
	for (const [path, status] of [
		['/compare?sort=rank', 400],
		['/compare?area=all', 400],
		['/compare?order=up', 400],
		['/compare?as_of=2026-02-30', 400],
		['/compare/goals?q=red&page=9', 404],
		['/compare/goals?q=red&page=x', 404],
		[`/compare/goals?q=${'x'.repeat(201)}`, 400]
	] as const)
		expect((await request.get(path)).status(), path).toBe(status);
});

test('a reader finds goals of one theme, down to the update that speaks of it', async ({
	page
}) => {
	await visit(page, '/compare', 'Organizations side by side');
	await page.getByLabel('Words in a goal').fill('RED team');
	await page.getByRole('button', { name: 'Search' }).click();
	await arrive(page, 'Goals across organizations');
	await expect(page).toHaveURL('/compare/goals?q=RED+team');

	const found = page.getByRole('region', { name: /^\d+ goals found for RED team$/ });
	await expect(found.getByRole('listitem').first()).toContainText('Anthropic');
	await expect(found.getByRole('listitem').first()).toContainText('Transcribed');
	await expect(found).toContainText('Lodestone AI');
	for (const text of await found.locator('mark').allTextContents())
		expect(text).toMatch(/^(red|team)$/i);

	await expect(found).toContainText('Searched for: red, team.');

	await page.getByLabel('Words in a goal').fill('"red team" -anthropic team');
	await page.getByRole('button', { name: 'Search' }).click();
	await expect(
		page.getByText('Searched for: team, “red team”. Left out: anthropic.')
	).toBeVisible();
	await page.getByLabel('Words in a goal').fill('-team');
	await page.getByRole('button', { name: 'Search' }).click();
	await expect(page.getByText('add a word that the goals should have')).toBeVisible();

	// What only an update says leads to the update.
	await page.getByLabel('Words in a goal').fill('undocumented');
	await page.getByRole('button', { name: 'Search' }).click();
	await page
		.getByRole('region', { name: /^\d+ goals? found for undocumented$/ })
		.getByRole('link', { name: /^Update of/ })
		.first()
		.click();
	await expect(page).toHaveURL(/\/lodestone\/goals\/[\w-]+#update-\d+$/);
	await expect(page.locator(':target')).toContainText(/undocumented/i);
});
