import type { Locator, Page } from '@playwright/test';
import { arrive, daysAgo, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const CHANGES = '/lodestone/changes';
/** In their order; a column stands for each that occurs. */
const KINDS = [
	'Narrowed',
	'Reworded, not confirmed',
	'Found weaker by a reviewer',
	'Date moved later',
	'Condition back to not met',
	'Missed',
	'Withdrawn',
	'Corrected downward'
];

test('a reader finds what was weakened, and goes on to the goal and to the record', async ({
	page
}) => {
	await visit(page, '/lodestone', 'Lodestone AI (fictional)');
	await page.getByRole('link', { name: 'All changes' }).click();
	await arrive(page, 'Changes');
	await expect(page).toHaveURL(CHANGES);
	const everything = await countOf(page);

	await page.getByLabel('Weakening', { exact: true }).selectOption('Weakening changes only');
	await page.getByRole('button', { name: 'Filter' }).click();
	await expect(page).toHaveURL(/weakening=any/);
	await expect(lines(page).filter({ hasText: 'Weakening' })).toHaveCount(await countOf(page));
	await expect(lines(page)).toHaveCount(await countOf(page));
	expect(await countOf(page)).toBeLessThan(everything);

	await page.getByLabel('Weakening', { exact: true }).selectOption('Only: narrowed');
	await page.getByRole('button', { name: 'Filter' }).click();
	const narrowed = lines(page).first();
	await expect(narrowed).toContainText('Narrowed');
	const title = await narrowed.getByRole('link').first().innerText();
	await narrowed.getByRole('link', { name: `Revision 2 of ${title}` }).click();
	await expect(page).toHaveURL(/\/goals\/.*#revision-2$/);
	await arrive(page, title);
	await page.goBack();
	await expect(page.getByRole('heading', { level: 1, name: 'Changes' })).toBeVisible();

	await narrowed.getByRole('link', { name: title, exact: true }).click();
	await arrive(page, title);
	await page.goBack();
	await expect(page.getByRole('heading', { level: 1, name: 'Changes' })).toBeVisible();

	const entry = narrowed.getByRole('link', { name: /^Entry \d+$/ });
	const number = (await entry.innerText()).replace('Entry ', '');
	await entry.click();
	await expect(page).toHaveURL(`/record?entry=${number}`);
	await expect(page.getByRole('main')).toContainText('"change":"narrowed"');

	await page.goto(`${CHANGES}?area=finance`);
	await expect(page.getByRole('main')).toContainText('“finance” is not a value of the filter area');
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('filters add up, keep the day and can all be taken off again', async ({ page }) => {
		const [recent, early] = [daysAgo(30), daysAgo(660)];
		await page.goto(`${CHANGES}?as_of=${recent}`);
		await page.getByLabel('Area').selectOption('Security');
		await page.getByLabel('Kind of entry').selectOption('Goal revised');
		await page.getByLabel('Change of a goal').selectOption('Date moved');
		await page.getByRole('button', { name: 'Filter' }).click();
		await expect(page.getByLabel('Kind of entry')).toHaveValue('goal.revised');
		const moves = await countOf(page);
		const year = (await lines(page).first().locator('time').innerText()).slice(-4);

		await page.getByLabel('Year', { exact: true }).selectOption(year);
		await page.getByRole('button', { name: 'Filter' }).click();
		expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
			weakening: '',
			area: 'security',
			kind: 'goal.revised',
			change: 'date_moved',
			year,
			as_of: recent
		});
		expect(await countOf(page)).toBeLessThanOrEqual(moves);
		for (const line of await lines(page).all()) {
			await expect(line).toContainText('Date moved');
			await expect(line).toContainText('Security');
			await expect(line.locator('time')).toContainText(year);
		}

		await page.getByLabel('As of').fill(early);
		await page.getByRole('button', { name: 'Show' }).click();
		await expect(page).toHaveURL(new RegExp(`as_of=${early}&area=security`));
		await expect(page.getByRole('main')).toContainText('No entry matches all of these filters.');
		await page.getByRole('link', { name: 'Show every entry' }).click();
		await expect(page).toHaveURL(`${CHANGES}?as_of=${early}`);
		expect(await countOf(page)).toBeGreaterThan(0);
	});

	test('every count of weakening changes opens that many of them', async ({ page }) => {
		await page.goto(CHANGES);
		const table = page
			.getByRole('region', { name: 'Weakening changes, year by year' })
			.getByRole('table');
		const columns = await table.getByRole('columnheader').allInnerTexts();
		const told = columns.slice(1, -1);
		expect(told).toEqual(KINDS.filter((kind) => told.includes(kind)));
		expect(told.length).toBeGreaterThan(5);
		expect([columns[0], columns.at(-1)]).toEqual(['Year', 'All']);
		const counts = await Promise.all(
			(await table.getByRole('link').all()).map(async (link) => ({
				count: Number.parseInt(await link.innerText()),
				href: (await link.getAttribute('href'))!
			}))
		);
		expect(counts.length).toBeGreaterThan(KINDS.length);
		for (const { count, href } of counts) {
			await page.goto(href);
			expect(await countOf(page), href).toBe(count);
			await expect(lines(page), href).toHaveCount(count);
		}
	});

	test('the pages follow one another to the very first entry', async ({ page }) => {
		await page.goto(CHANGES);
		const all = await countOf(page);
		let seen = await lines(page).count();
		const older = page.getByRole('link', { name: 'Older entries' });
		while ((await older.count()) > 0) {
			const next = (await older.getAttribute('href'))!;
			await older.click();
			await page.waitForURL(({ href }) => href.endsWith(next));
			seen += await lines(page).count();
		}
		expect(seen).toBe(all);
		await expect(page).toHaveURL(/page=\d+#entries$/);
		await expect(lines(page).last()).toContainText('was entered in the record');
	});
});

function lines(page: Page): Locator {
	return page
		.getByRole('main')
		.getByRole('listitem')
		.filter({ has: page.locator('time') });
}

/** How many entries the list says that it has. */
async function countOf(page: Page): Promise<number> {
	return Number.parseInt(await page.getByRole('heading', { name: /^\d+ entr/ }).innerText());
}
