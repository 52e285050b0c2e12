import type { Locator, Page } from '@playwright/test';
import { daysAgo, inWords, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const TITLE = 'Two-party approval for access to weights';
const GOAL = '/lodestone/goals/two-party-access';

test('a reader sees what became of a goal, and goes on to the record', async ({ page }) => {
	await visit(page, `${GOAL}?from=1&to=4`, TITLE);
	const dates = page.getByRole('region', { name: 'How the target date moved' });
	const moves = dates.getByRole('listitem').filter({ hasText: /From .* to .* later/s });
	await expect(moves).toHaveCount(3);
	for (const move of await moves.all()) await expect(move).toContainText(/, \d+ days later/);
	await expect(dates.getByText(/^Now .*, \d+ days later than first set\.$/)).toBeVisible();

	const history = page.getByRole('region', { name: 'Full timeline' });
	const days = await history
		.locator('time')
		.evaluateAll((times) => times.map((time) => time.getAttribute('datetime')));
	expect(days).toEqual(days.toSorted());
	await expect(history.getByRole('listitem')).toHaveCount(days.length);
	await expect(history.getByRole('listitem').first()).toContainText('New goal');
	await history
		.getByRole('link', { name: /^Entry \d+$/ })
		.last()
		.click();
	await expect(page).toHaveURL(/\/record\?entry=\d+$/);
	await expect(page.getByRole('main')).toContainText('two-party-access');
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('any two revisions of a goal are compared', async ({ page }) => {
		await page.goto('/lodestone/goals/sandbagging');
		const revisions = page.getByRole('region', { name: 'Revisions' });
		await revisions.getByRole('button', { name: 'Compare' }).click();
		await expect(page).toHaveURL('/lodestone/goals/sandbagging?from=1&to=2#compare');
		const between = page.getByRole('region', { name: 'From revision 1 to revision 2' });
		await expect(between.getByRole('deletion').first()).toContainText('all');
		await expect(between.getByRole('insertion').first()).toContainText('the biology and cyber');
		await expect(between).toContainText('The same in both: Title, Statement, Target date');
		await expect(between.getByRole('listitem')).toContainText(['Narrowed']);

		await page.goto(GOAL);
		await page.getByLabel('From revision').selectOption('3');
		await page.getByLabel('To revision').selectOption('1');
		await page.getByRole('button', { name: 'Compare' }).click();
		const steps = page
			.getByRole('region', { name: 'From revision 1 to revision 3' })
			.getByRole('listitem');
		await expect(steps).toHaveCount(2);
		await expect(steps.first()).toContainText('Service accounts turned out');

		await page.getByLabel('As of').fill(daysAgo(420));
		await page.getByRole('button', { name: 'Show' }).click();
		await expect(page.getByText('This goal has no revision “3” as of')).toBeVisible();
	});

	test('the calendar says what is overdue, due and closed, and since when', async ({ page }) => {
		await page.goto('/lodestone');
		await page
			.getByRole('navigation', { name: /^Pages of/ })
			.getByRole('link', { name: 'Calendar' })
			.click();
		await expect(page).toHaveURL('/lodestone/calendar');
		for (const name of ['Overdue', 'Due next']) {
			const goals = await section(page, name).locator('li').count();
			await expect(page.getByRole('term').filter({ hasText: name }).locator('..')).toContainText(
				`${goals} goals`
			);
		}
		const closed = section(page, 'Closed');
		const figure = page.getByRole('term').filter({ hasText: 'Closed' }).locator('..');
		const counts = ((await figure.textContent()) ?? '').match(/\d+/g) ?? [];
		expect(counts).toHaveLength(5);
		await expect(closed.getByRole('heading', { level: 2 })).toHaveText(
			/^Closed: \d+ delivered, \d+ missed, \d+ withdrawn, \d+ superseded, \d+ split$/
		);
		await expect(closed.locator('li')).toHaveCount(counts.reduce((sum, n) => sum + Number(n), 0));
		const late = section(page, 'Overdue').locator('li').first();
		await expect(late).toContainText(/\d+ days overdue/);
		await expect(late).toContainText('Overdue');
		const moved = goal(page, 'Hardware-attested inference');
		await expect(moved.getByRole('deletion')).toContainText('First set for');
		await expect(moved).toContainText('Date moved');
		await expect(goal(page, TITLE)).toContainText(/Delivered on .*Date moved\s×3/s);

		await page.getByRole('link', { name: 'By month' }).click();
		await expect(page).toHaveURL('/lodestone/calendar?by=month');
		const day = daysAgo(600);
		await page.getByLabel('As of').fill(day);
		await page.getByRole('button', { name: 'Show' }).click();
		await expect(page).toHaveURL(`/lodestone/calendar?as_of=${day}&by=month`);
		await expect(page.getByText(`No goal is overdue as of ${inWords(day)}.`)).toBeVisible();
		await expect(goal(page, TITLE).getByRole('deletion')).toHaveCount(0);
		await goal(page, TITLE).getByRole('link').click();
		await expect(page).toHaveURL(`${GOAL}?as_of=${day}`);
	});
});

const section = (page: Page, name: string): Locator => page.getByRole('region', { name });
const goal = (page: Page, title: string): Locator =>
	page.getByRole('main').getByRole('listitem').filter({ hasText: title });
