import type { APIRequestContext, Cookie, Page } from '@playwright/test';
import { axe } from './support/axe.ts';
import { foreignTexts, organizationsTexts } from './support/language.ts';
import { signInAs } from './support/pages.ts';
import { inChinese, PUBLIC, WORKSPACE } from './support/site.ts';
import { expect, test } from './support/test.ts';

/**
 * Every kind of page: in both colour schemes, on a phone and on a desk, without JavaScript, in Chinese.
 * `npm run look` keeps pictures of all of them.
 */

test.describe.configure({ mode: 'parallel' });

const PICTURES = process.env.PICTURES;
/** What has one address for readers of both languages. */
const SHARED = /^\/(api|record\/(entries\.ndjson|leaf-hashes\.txt))(\/|\?|$)/;

/** What organizations wrote, once for this worker. */
let theirs: string | undefined;

/** The same kind of page with other facts on it, which seldom breaks alone. */
const again = (path: string) => (/[?]|^\/anthropic/.test(path) ? { tag: '@long' } : {});

for (const path of PUBLIC)
	test(`${path} can be read by everybody`, again(path), async ({ page, request }) => {
		await test.step('in light and dark, on a phone and on a desk', async () => {
			await page.goto(path);
			await expectAccessible(page);
		});
		await test.step('without JavaScript', async () => {
			const plain = await expectSameWithout(page, request);
			if (path !== '/nobody') expect(plain.length).toBeGreaterThan(200);
		});
		await test.step('in Chinese, as is all that it leads to', async () => {
			await page.goto(inChinese(path));
			await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
			await expectAccessible(page);
			await expectSameWithout(page, request);
			theirs ??= await organizationsTexts(request);
			expect(await foreignTexts(page, theirs)).toEqual([]);
			expect((await addressesOn(page)).filter(leavesChinese)).toEqual([]);
		});
	});

/** Of the leader, once somebody has signed in for this worker. */
let cookies: Cookie[] = [];

for (const path of WORKSPACE)
	test(`${path} can be used by every leader`, async ({ page, context }) => {
		await context.addCookies(cookies);
		if (cookies.length === 0) {
			await signInAs(page, 'Ines Valderrama');
			cookies = await context.cookies();
		}
		for (const address of [path, inChinese(path)]) {
			await page.goto(address);
			await expect(page).toHaveURL(address);
			await expectAccessible(page);
		}
	});

const LOOKS = [
	{ width: 360, colorScheme: 'dark' },
	{ width: 1280, colorScheme: 'light' }
] as const;
const OTHER_LOOKS = [
	{ width: 360, colorScheme: 'light' },
	{ width: 1280, colorScheme: 'dark' }
] as const;

/**
 * Both widths and both schemes, each once: what shows at both widths has one colour there. What shows at
 * one of them alone, the headings and labels of a table that stacks, is looked at in all four pairs. In
 * Chinese, which is the same page in other words, only where these could be too long.
 */
async function expectAccessible(page: Page): Promise<void> {
	const chinese = new URL(page.url()).pathname.startsWith('/zh');
	const stacks = (await page.locator('table.stacks').count()) > 0;
	const looks = chinese ? LOOKS.slice(0, 1) : stacks ? [...LOOKS, ...OTHER_LOOKS] : LOOKS;
	for (const { width, colorScheme } of looks) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme });
		const scrolls = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(scrolls, `${page.url()} scrolls sideways at ${width} px`).toBe(0);
		await axe(page, `${page.url()} at ${width} px, ${colorScheme}`);
		if (PICTURES) {
			const name = page
				.url()
				.replace(/^https?:\/\/[^/]+/, '')
				.replace(/\W+/g, '-');
			await page.screenshot({
				path: `${PICTURES}/${name}-${width}-${colorScheme}.png`,
				fullPage: true
			});
		}
	}
}

/** That the page as it stands has the words that the server sent; returns those. */
async function expectSameWithout(page: Page, request: APIRequestContext): Promise<string> {
	const answer = await request.get(page.url(), { headers: { accept: 'text/html' } });
	const plain = await page.evaluate(
		(html) => new DOMParser().parseFromString(html, 'text/html').querySelector('main')!.textContent,
		await answer.text()
	);
	expect(words(plain)).toBe(words(await page.getByRole('main').textContent()));
	return words(plain);
}

/** Where the links and forms of a page lead, but for those to its other language. */
const addressesOn = (page: Page): Promise<string[]> =>
	page.evaluate(() => [
		...[...document.querySelectorAll('a[href]:not([hreflang])')].map((a) =>
			a.getAttribute('href')!
		),
		...[...document.forms].map((form) => form.getAttribute('action') ?? '')
	]);

const leavesChinese = (href: string) =>
	href.startsWith('/') && !/^\/zh([/?#]|$)/.test(href) && !SHARED.test(href);

const words = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();
