import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { readCsv } from '../../src/lib/drafts/sheet/csv.ts';
import { scorecardOf } from './support/api.ts';
import { quarterAgo, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

/** What a reader asks of a roadmap, each answered within three clicks on words that stand on the page. */

test.describe.configure({ mode: 'parallel' });

const NAME = 'Lodestone AI (fictional)';
const MOST_CLICKS = 3;

/** A reader at the overview, who follows visible words and no address. */
async function reader(page: Page) {
	await visit(page, '/lodestone', NAME);
	let clicks = 0;
	return async (name: string | RegExp, scope: Page | Locator = page) => {
		clicks += 1;
		expect(clicks, `clicks up to “${name}”`).toBeLessThanOrEqual(MOST_CLICKS);
		await scope.getByRole('link', { name, exact: true }).first().click();
	};
}

test('what slipped most?', async ({ page, request }) => {
	const follow = await reader(page);
	await follow(/days mean slip$/);
	const { goals } = await scorecardOf(request, 'lodestone');
	const most = Math.max(...goals.map(({ slip_days }) => slip_days ?? 0));
	const first = page
		.getByRole('region', { name: /goals$/ })
		.getByRole('listitem')
		.first();
	await expect(first).toContainText(`${most} days after the first target`);
});

test('what was weakened?', async ({ page }) => {
	const follow = await reader(page);
	const narrowed = page.getByRole('link', { name: /^\d+ narrowed$/ });
	const count = Number.parseInt(await narrowed.innerText());
	await follow(/^\d+ narrowed$/);
	await expect(page.getByRole('heading', { name: /narrowed/ })).toContainText(String(count));
	await expect(page.getByRole('main')).toContainText('Narrowed');
	await follow('Overview');
	await follow('Changes');
	await expect(page.getByRole('region', { name: 'Weakening changes, year by year' })).toBeVisible();
});

test('what is due next?', async ({ page }) => {
	const follow = await reader(page);
	await follow('Calendar');
	await expect(page.getByRole('main')).toContainText(/Next/);
	await expect(
		page.getByRole('region', { name: 'Due next' }).getByRole('listitem').first()
	).toBeVisible();
});

test('how sure is this figure?', async ({ page, request }) => {
	const { overall } = await scorecardOf(request, 'lodestone');
	const follow = await reader(page);
	await follow(/\d+ of \d+ grades$/);
	await expect(page.getByRole('region', { name: 'How the overall scores add up' })).toContainText(
		overall.evidenced!.toFixed(2)
	);
	await follow('How sensitive are the scores to our assumptions?');
	await expect(page.getByRole('heading', { level: 1 })).toContainText(/sensitive/i);
});

test('where is the data?', async ({ page, request }) => {
	const { overall } = await scorecardOf(request, 'lodestone');
	const follow = await reader(page);
	const [csv] = await Promise.all([page.waitForEvent('download'), follow('Download CSV')]);
	expect(csv.suggestedFilename()).toMatch(/^lodestone-trend-\d{4}-\d\d-\d\d\.csv$/);
	const { rows } = readCsv(readFileSync(await csv.path(), 'utf8')) as { rows: string[][] };
	const now = rows.findLast((row) => row.includes('score'))!;
	expect(Number(now[rows[0]!.indexOf('evidenced')])).toBeCloseTo(overall.evidenced!, 3);

	await follow('The numbers behind this chart');
	await expect(page.getByRole('table', { name: 'Scores over all areas' })).toBeVisible();
	const [picture] = await Promise.all([
		page.waitForEvent('download'),
		follow('Download picture (PNG)')
	]);
	expect(readFileSync(await picture.path()).toString('latin1', 1, 4)).toBe('PNG');
});

test('how do I cite it?', async ({ page }) => {
	await visit(page, '/lodestone', NAME);
	const places = ['/lodestone', '/lodestone/trend', '/lodestone/goals/two-party-access'];
	for (const path of places) {
		await page.goto(path);
		await page.getByText('Cite', { exact: true }).click();
		const line = page.getByText(/Waymark, record up to entry \d+\. http/);
		await expect(line).toContainText(`${NAME}, “`);
		const [address] = /http\S+$/.exec(await line.innerText())!;
		expect(address).toMatch(new RegExp(`${path}\\?as_of=\\d{4}-\\d\\d-\\d\\d$`));
		await expect(page.getByText(/^@misc\{lodestone-/)).toContainText(`url = {${address}}`);
		// One click takes all of it.
		await line.click();
		expect(await page.evaluate(() => String(getSelection()))).toContain(address);
		await page.goto(address);
		await expect(page.getByText('Cite', { exact: true })).toBeVisible();
	}
	await page.goto(`/lodestone/certified/${quarterAgo(1)}`);
	await page.getByText('Cite', { exact: true }).click();
	await expect(page.getByText(/^@misc/)).toContainText(/#entry-\d+\},/);
});

test('the overview is read in a minute: its weight, its length and its stops', async ({
	page,
	request
}) => {
	const html = await (await request.get('/lodestone', { headers: { accept: 'text/html' } })).body();
	expect(html.length).toBeLessThanOrEqual(60_000);
	expect(gzipSync(html).length).toBeLessThanOrEqual(12_000);
	const text = html.toString();
	const inside = [...text.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(([, css]) => css!);
	const linked = [...text.matchAll(/<link href="([^"]+)" rel="stylesheet"/g)];
	expect(linked.length).toBe(1);
	const files = await Promise.all(
		linked.map(async ([, href]) => (await request.get(`/${href!.replace(/^[./]+/, '')}`)).text())
	);
	expect(gzipSync([...inside, ...files].join('')).length).toBeLessThanOrEqual(12_000);

	await page.setViewportSize({ width: 360, height: 800 });
	const scripts: string[] = [];
	page.on('request', (asked) => asked.resourceType() === 'script' && scripts.push(asked.url()));
	await page.goto('/lodestone', { waitUntil: 'networkidle' });
	expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(
		5_500
	);
	const stops = await page
		.locator(
			'a[href]:not([tabindex="-1"]), button, input:not([type=hidden]), select, summary, [tabindex="0"]'
		)
		.filter({ visible: true })
		.count();
	expect(stops).toBeLessThanOrEqual(80);
	// Before the chart is near there is only what waits for that.
	const sizes = await Promise.all(
		scripts.map(async (url) => (await (await request.get(url)).body()).length)
	);
	expect(scripts.length).toBeGreaterThan(0);
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(3_000);
	await page.getByRole('region', { name: 'Quarter by quarter' }).scrollIntoViewIfNeeded();
	await expect.poll(() => scripts.length).toBeGreaterThan(sizes.length);
});
