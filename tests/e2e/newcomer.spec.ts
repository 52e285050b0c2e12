import type { Reading } from '../../src/lib/components/chart/reading.ts';
import type { Locator, Page } from '@playwright/test';
import { AREAS } from '../../src/lib/record/vocabulary.ts';
import { evidencedShare } from '../../src/lib/scoring/evidenced-share.ts';
import type { ScoreFigures } from '../../src/lib/scoring/types.ts';
import { m } from '../../src/lib/paraglide/messages.js';
import { envelopeOf, getJson, leafHash, scorecardOf, shown, soundRecord } from './support/api.ts';
import { arrive, daysAgo, fact, inWords, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const NAME = 'Lodestone AI (fictional)';

test('a newcomer follows a score from the first page down to the record', async ({
	page,
	request
}) => {
	const card = await scorecardOf(request, 'lodestone');

	await visit(page, '/', 'Safety roadmaps, kept in public');
	const listed = page.getByRole('listitem').filter({ hasText: NAME });
	await expect(listed).toContainText(
		`${shown(card.overall.evidenced)} evidenced of ${shown(card.overall.claimed)} claimed`
	);
	await listed.getByRole('link', { name: NAME }).click();

	await arrive(page, NAME);
	await expectHeadline(page, card.overall);
	for (const area of AREAS) await expectRow(areaRow(page, m.area_name({ area })), card.areas[area]);

	await areaRow(page, 'Security').getByRole('link', { name: 'Security' }).click();
	await arrive(page, 'Security');
	await expectHeadline(page, card.areas.security);
	const sum = page
		.getByRole('region', { name: 'How the scores add up' })
		.getByRole('row', { name: /^Sum/ });
	await expect(sum).toContainText(card.areas.security.evidenced!.toFixed(2));

	const goal = card.goals.find(({ key }) => key === 'attested-inference')!;
	await page.getByRole('region', { name: 'Goals' }).getByRole('link', { name: goal.title }).click();
	await arrive(page, goal.title);
	await expect(page.getByText('Substantially delivered').first()).toBeVisible();
	await expect(fact(page, 'Counts as')).toContainText(
		`${100 * goal.claimed} claimed, ${100 * evidencedShare(goal)} evidenced`
	);

	const updates = page.getByRole('region', { name: 'Progress updates' });
	const latest = updates.getByRole('article').first();
	await expect(latest).toContainText('Stands now');
	await expect(latest.getByRole('heading', { name: 'Evidence' })).toBeVisible();
	await expect(latest.getByRole('link', { name: /^criterion \d$/ }).first()).toBeVisible();
	await latest
		.getByRole('link', { name: /^Entry \d+$/ })
		.first()
		.click();

	await arrive(page, /^Progress reported: Substantially delivered/);
	const exact = await page.locator('pre').first().textContent();
	expect(JSON.parse(exact!)).toMatchObject({ goal: goal.key, grade: 3 });
	const envelope = envelopeOf(exact!);
	await expect(page.getByText(envelope, { exact: true })).toBeVisible();
	await expect(page.getByText(leafHash(envelope), { exact: true })).toBeVisible();

	await page.goBack();
	await arrive(page, goal.title);
});

test('the evidence behind a grade is three clicks from the first page, and the way back is as short', async ({
	page
}) => {
	let clicks = 0;
	const click = async (link: Locator) => {
		clicks += 1;
		await link.click();
	};

	for (const prefix of ['', '/zh']) {
		clicks = 0;
		await page.goto(prefix || '/');
		await click(page.getByRole('main').locator(`a[href^="${prefix}/lodestone/goals"]`).first());
		const goal = page.getByRole('main').locator('a[href$="/goals/attested-inference"]');
		const title = await goal.innerText();
		await click(goal);
		await arrive(page, title);
		const evidence = page.locator('#updates').locator('a[href^="https://lodestone.example/"]');
		await page.route('https://lodestone.example/**', (route) =>
			route.fulfill({ contentType: 'text/html', body: '<h1>The evidence itself</h1>' })
		);
		await click(evidence.first());
		await expect(page.getByRole('heading', { name: 'The evidence itself' })).toBeVisible();
		expect(clicks, 'from the first page to the evidence').toBe(3);

		await page.goBack();
		await arrive(page, title);
		clicks = 0;
		const trail = page.locator('nav ol');
		await click(trail.getByRole('link', { name: NAME }));
		await arrive(page, NAME);
		await click(trail.getByRole('link').first());
		await expect(page).toHaveURL(prefix || '/');
		expect(clicks, 'from the goal to the first page').toBe(2);
	}
});

test('every count and score of a scorecard opens what it is made of', async ({ page, request }) => {
	const { overall, areas } = await scorecardOf(request, 'lodestone');
	await visit(page, '/lodestone', NAME);

	await page.getByRole('link', { name: 'Delivery', exact: true }).click();
	const delivery = page.getByRole('table', { name: 'Due goals by area and outcome' });
	const all = delivery.getByRole('row', { name: /^All areas/ });
	await expect(all.getByRole('cell').first()).toHaveText(String(overall.delivery.n));
	const late = all.getByRole('cell').nth(2);
	const count = Number(await late.textContent());
	await late.getByRole('link').click();
	await expect(page).toHaveURL(/outcome=late#goals$/);
	const behind = page.locator('#goals tbody').getByRole('rowheader');
	await expect(behind).toHaveCount(1 + count);

	await page.getByRole('link', { name: 'Overview', exact: true }).click();

	await page
		.locator('.evidenced, .main')
		.getByRole('link', { name: shown(overall.evidenced) })
		.first()
		.click();
	await expect(page).toHaveURL(/#arithmetic$/);
	const sums = page.getByRole('table', { name: 'The overall scores area by area' });
	await expect(sums.getByRole('row', { name: /^Overall/ })).toContainText(
		overall.evidenced!.toFixed(2)
	);
	await sums.getByRole('link', { name: 'Security' }).click();
	await arrive(page, 'Security');
	await expect(page).toHaveURL('/lodestone/areas/security#arithmetic');
	const sum = page.getByRole('table', { name: 'The arithmetic goal by goal' });
	await expect(sum.getByRole('row', { name: /^Sum/ })).toContainText(
		areas.security.evidenced!.toFixed(2)
	);
});

test('another day shows the scores of that day', async ({ page, request }) => {
	const day = daysAgo(500);
	const [now, then] = await Promise.all([
		scorecardOf(request, 'lodestone'),
		scorecardOf(request, 'lodestone', day)
	]);
	expect(shown(then.overall.evidenced)).not.toBe(shown(now.overall.evidenced));

	await visit(page, '/lodestone', NAME);
	await page.getByLabel('As of').fill(day);
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(page).toHaveURL(`/lodestone?as_of=${day}`);
	await expect(page.getByRole('main')).toContainText(`As of ${inWords(day)}`);
	await expectHeadline(page, then.overall);
	await expectRow(areaRow(page, 'Policy'), then.areas.policy);

	await areaRow(page, 'Policy').getByRole('link', { name: 'Policy' }).click();
	await arrive(page, 'Policy');
	await expect(page).toHaveURL(`/lodestone/areas/policy?as_of=${day}`);
	await expectHeadline(page, then.areas.policy);

	await page.getByRole('link', { name: /^Back to today/ }).click();
	await expectHeadline(page, now.areas.policy);
});

test('the trend is a chart with its numbers in a table', async ({ page, request }) => {
	const trend = await getJson<{ points: { as_of: string; overall: ScoreFigures }[] }>(
		request,
		'/api/v1/organizations/lodestone/trend?step=quarter'
	);
	await page.goto('/lodestone');
	const section = page.getByRole('region', { name: 'Quarter by quarter' });
	await expect(section.getByRole('img', { name: /^Line chart of the scores/ })).toBeVisible();
	// The interactive chart takes the drawing's place once it is seen.
	await section.scrollIntoViewIfNeeded();
	await expect(section.locator('canvas')).toBeVisible();

	await section.getByRole('link', { name: 'The numbers behind this chart' }).click();
	await expect(page).toHaveURL('/lodestone/trend');
	const table = page.getByRole('table', { name: 'Scores over all areas' });
	for (const { as_of, overall } of trend.points) {
		const row = table.getByRole('row').filter({ has: page.locator(`a[href$="as_of=${as_of}"]`) });
		await expect(row.getByRole('cell')).toHaveText([
			String(overall.n),
			...[overall.claimed, overall.evidenced, overall.gap].map(shown)
		]);
	}
	expect(trend.points.length).toBeGreaterThanOrEqual(8);
});

type Box = { x: number; y: number; width: number; height: number };
for (const width of [360, 1280])
	test(`what is said of a point covers neither it nor its pair, ${width} px wide`, async ({
		page
	}) => {
		await page.setViewportSize({ width, height: 900 });
		await page.goto('/lodestone?marks=all');
		const section = page.getByRole('region', { name: 'Quarter by quarter' });
		const slider = section.getByRole('slider');
		// It comes once the chart is near.
		await section.scrollIntoViewIfNeeded();
		await slider.focus();
		const plot = section.locator('[data-reading]');
		const last = Number(await slider.getAttribute('aria-valuemax'));
		const { height, points } = JSON.parse((await plot.getAttribute('data-reading'))!) as Reading;
		const scored = points.filter((point) => point.length > 1);
		await page.keyboard.press('Home');
		let seen = 0;
		for (let stop = 0; stop <= last; stop += 1) {
			const [area, ring, tip] = (await Promise.all(
				[slider, plot.locator('.at'), plot.locator('.tip')].map((each) => each.boundingBox())
			)) as [Box, Box, Box];
			const [at, down] = [ring.x + ring.width / 2, ring.y + ring.height / 2 - area.y];
			// The ring around it, or a point that is raised, with the lower one of its pair.
			const pair = scored.find(
				([x, claimed]) =>
					Math.abs(area.x + (x * area.width) / 100 - at) < 0.5 &&
					Math.abs(height * (1 - claimed! / 100) - down) < 0.5
			);
			if (pair) seen += 1;
			for (const each of pair ? [down, height * (1 - pair[2]! / 100)] : [down]) {
				const middle = area.y + each;
				const apart =
					tip.y >= middle + 8 ||
					tip.y + tip.height <= middle - 8 ||
					tip.x >= at + 8 ||
					tip.x + tip.width <= at - 8;
				expect(apart, `stop ${stop}, ${each} px down`).toBe(true);
			}
			expect(tip.x).toBeGreaterThanOrEqual(0);
			expect(tip.x + tip.width).toBeLessThanOrEqual(width);
			await page.keyboard.press('ArrowRight');
		}
		expect(seen).toBe(scored.length);
		expect(last).toBeGreaterThan(scored.length);
	});

test('the trend is read with the keys, in order of time, and a mark is followed with Enter', async ({
	page
}) => {
	await page.goto('/lodestone');
	const section = page.getByRole('region', { name: 'Quarter by quarter' });
	const slider = section.getByRole('slider');
	await slider.focus();
	await page.keyboard.press('Home');
	await expect(slider).toHaveAttribute('aria-valuetext', /Claimed 0; Evidenced 0; Gap 0/);
	const said = new Set<string>();
	for (let press = 0; press < 30; press += 1) {
		await page.keyboard.press('ArrowRight');
		const text = (await slider.getAttribute('aria-valuetext'))!;
		said.add(text);
		if (text.startsWith('Weakened, ')) break;
	}
	expect([...said].some((text) => text.startsWith('Delivered, '))).toBe(true);
	expect([...said].some((text) => text.startsWith('Published, '))).toBe(false);
	const [, count] = /^Weakened, (\d+) times, /.exec([...said].at(-1)!)!;
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/changes\?weakening=any&days=\d{4}.*#entries$/);
	await expect(page.getByRole('heading', { name: /^\d+ entries: weakening/ })).toContainText(
		`${count} entries`
	);
});

test('each mark is a link, and every event of the trend’s page leads to its entry', async ({
	page
}) => {
	await page.goto('/lodestone');
	const section = page.getByRole('region', { name: 'Quarter by quarter' });
	await expect(section.getByText(/^Largest fall: \d+$/)).toBeVisible();
	await expect(section.locator('figcaption')).toContainText(/Evidenced fell most, by \d+ point/);
	await section
		.getByRole('link', { name: /^Certified, / })
		.last()
		.click();
	await expect(page).toHaveURL(/\/lodestone\/certified\/\d{4}-Q\d$/);
	await page.goBack();
	await section.getByRole('link', { name: 'All marks' }).click();
	await expect(section.getByRole('link', { name: /^Published, / }).first()).toBeVisible();
	await section.getByRole('link', { name: 'Main marks' }).click();
	await expect(section.getByRole('link', { name: /^Published, / })).toHaveCount(0);

	await section.getByRole('link', { name: 'The numbers behind this chart' }).click();
	const events = page.getByRole('table', { name: 'What happened to the goals' });
	const moved = events.getByRole('row').filter({ hasText: 'Date moved' }).first();
	await moved.getByRole('link', { name: /^Entry \d+$/ }).click();
	await expect(page.getByText('date_moved').first()).toBeVisible();
});

test('each area’s small trend leads to the area’s own', async ({ page }) => {
	await page.goto('/lodestone/trend?per=month');
	const small = page.getByRole('list', { name: 'Area by area, on the same axes' });
	await expect(small.getByRole('listitem')).toHaveCount(4);
	await small.getByRole('link', { name: m.area_name({ area: 'policy' }) }).click();
	await expect(page).toHaveURL('/lodestone/areas/policy?per=month#trend');
	await expect(page.getByRole('region', { name: 'Month by month' })).toBeVisible();
});

test('a transcribed record says so wherever it is read', async ({ page, request }) => {
	const { goals } = await scorecardOf(request, 'anthropic');
	const goal = goals[0]!;
	const entries = await soundRecord(request);
	const published = entries.find((entry) => entry.organization === 'anthropic')!.seq;
	for (const [path, heading] of [
		['/anthropic', 'Anthropic'],
		[`/anthropic/areas/${goal.area}`, m.area_name({ area: goal.area })],
		[`/anthropic/goals/${goal.key}`, goal.title],
		[`/record?entry=${published}`, /^Organization registered/],
		['/record?organization=anthropic', 'The record']
	] as const) {
		await visit(page, path, heading);
		const banner = page.getByRole('complementary', { name: 'About this record' });
		await expect(banner).toContainText(
			'This record was transcribed by a third party. Anthropic does not keep it.'
		);
		await expect(banner).toContainText('Anthropic neither posted nor checked this.');
	}
});

test('an address that leads nowhere says what is wrong', async ({ page }) => {
	for (const [path, status, message] of [
		['/nobody', 404, 'No organization in the public record is called “nobody”.'],
		['/lodestnoe', 404, 'Lodestone AI (fictional), whose address is much like this one'],
		['/lodestone/areas/securty', 404, 'Safeguards'],
		['/lodestone/goals/nothing', 404, 'has published no goal with the key “nothing”.'],
		['/lodestone?as_of=2026-02-30', 400, 'is not a calendar day. Write as_of as YYYY-MM-DD'],
		['/record?entry=99999', 404, 'The record has no entry 99999']
	] as const) {
		const response = await page.goto(path);
		expect(response!.status()).toBe(status);
		await expect(page.getByRole('main')).toContainText(message);
		await arrive(page, /\S/);
	}
});

function areaRow(page: Page, area: string): Locator {
	return page
		.getByRole('region', { name: 'The four areas' })
		.getByRole('row')
		.filter({ has: page.getByRole('rowheader', { name: area }) });
}

const deliveryWords = ({ n, rate, on_time }: ScoreFigures['delivery']) =>
	rate === null ? `– ${n} due` : `${shown(rate)}% ${on_time} of ${n} on time`;

/** Expects the figures on top of a scorecard or an area. */
async function expectHeadline(page: Page, figures: ScoreFigures): Promise<void> {
	const { evidenced, claimed, gap, delivery, n } = figures;
	await expect(page.getByText(/^\d+\s*of 100$/)).toHaveText(
		new RegExp(`^${shown(evidenced)}\\s*of 100$`)
	);
	await expect(fact(page, 'Claimed')).toHaveText(shown(claimed));
	await expect(fact(page, 'Unsupported gap')).toHaveText(shown(gap));
	await expect(fact(page, 'Delivery rate')).toHaveText(deliveryWords(delivery));
	await expect(fact(page, 'Goals scored')).toHaveText(String(n));
}

/** Expects the figures in a line of the four areas. */
async function expectRow(row: Locator, figures: ScoreFigures): Promise<void> {
	const { evidenced, claimed, gap, delivery, n } = figures;
	await expect(row.getByRole('cell')).toHaveText([
		/.*/,
		shown(evidenced),
		shown(claimed),
		shown(gap),
		String(n),
		deliveryWords(delivery)
	]);
}
