import type { Page } from '@playwright/test';
import { getJson } from './support/api.ts';
import { daysAgo } from './support/pages.ts';
import { inChinese } from './support/site.ts';
import { expect, test } from './support/test.ts';

const CHINESE_DAY = /\d{4}年\d{1,2}月\d{1,2}日/;
for (const javaScriptEnabled of [true, false])
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test('the switch keeps the page and its query, both ways', async ({ page }) => {
			const query = `?as_of=${daysAgo(30)}&weakening=any`;
			await page.goto(`/lodestone/changes${query}`);
			await expect(page.locator('html')).toHaveAttribute('lang', 'en');
			await switchTo(page, '简体中文');
			await expect(page).toHaveURL(`/zh/lodestone/changes${query}`);
			await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
			await expect(page.getByRole('heading', { level: 1 })).toHaveText('变更');
			await expect(page.locator('ol time').first()).toHaveText(CHINESE_DAY);

			// Links and forms stay in the language.
			await page.getByLabel('领域').selectOption('安保');
			await page.getByRole('button', { name: '筛选' }).click();
			await expect(page).toHaveURL(/\/zh\/lodestone\/changes\?.*area=security/);
			await page
				.getByRole('navigation', { name: '网站' })
				.getByRole('link', { name: '比较' })
				.click();
			await expect(page).toHaveURL('/zh/compare');
			await expect(page.getByRole('heading', { level: 1 })).toHaveText('各机构横向对比');

			await page.goto(`/zh/lodestone/changes${query}`);
			await switchTo(page, 'English');
			await expect(page).toHaveURL(`/lodestone/changes${query}`);
			await expect(page.locator('html')).toHaveAttribute('lang', 'en');
			await expect(page.getByRole('heading', { level: 1 })).toHaveText('Changes');
		});
	});

test('each page names its address in either language, query included', async ({
	page,
	baseURL
}) => {
	for (const path of ['/', '/lodestone', '/record?entry=2', `/compare?as_of=${daysAgo(9)}`])
		for (const address of [path, inChinese(path)]) {
			await page.goto(address);
			const alternates = page.locator('link[rel=alternate][hreflang]');
			const pairs = await alternates.evaluateAll((links) =>
				links.map((link) => [link.getAttribute('hreflang'), link.getAttribute('href')])
			);
			expect(Object.fromEntries(pairs), address).toEqual({
				en: baseURL + path,
				'zh-Hans': baseURL + inChinese(path),
				'x-default': baseURL + path
			});
		}
});

test('every address of the sitemap answers in its language', async ({ request, baseURL }) => {
	const sitemap = await (await request.get('/sitemap.xml')).text();
	const pages = [...sitemap.matchAll(/<url><loc>(.*?)<\/loc>(.*?)<\/url>/g)];
	const paths = pages.map(([, loc]) => loc!.slice(baseURL!.length));
	for (const path of ['/', '/zh', '/lodestone/changes', '/zh/lodestone/changes', '/zh/methodology'])
		expect(paths).toContain(path);
	expect(new Set(paths).size).toBe(paths.length);
	for (const [index, [, , links]] of pages.entries()) {
		const path = paths[index]!;
		const chinese = /^\/zh(\/|$)/.test(path);
		const html = await (await request.get(path)).text();
		expect(html, path).toContain(`<html lang="${chinese ? 'zh-Hans' : 'en'}"`);
		for (const [, language, href] of links!.matchAll(/hreflang="([\w-]+)" href="(.*?)"/g)) {
			expect(paths, path).toContain(href!.slice(baseURL!.length));
			// The same alternates stand on the page itself.
			expect(html, path).toContain(`hreflang="${language}" href="${href}"`);
		}
	}
});

test('an address in capitals leads to the one in small letters; one with two slashes is none', async ({
	page,
	request
}) => {
	const moved = async (path: string) => {
		const response = await request.get(path, { maxRedirects: 0 });
		return [response.status(), response.headers()['location']];
	};
	expect(await moved('/ZH')).toEqual([308, '/zh']);
	expect(await moved('/Zh/lodestone?as_of=2026-01-01')).toEqual([
		308,
		'/zh/lodestone?as_of=2026-01-01'
	]);
	await page.goto('/ZH/compare');
	await expect(page).toHaveURL('/zh/compare');
	await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');

	for (const path of ['//zh', '//ZH', '//zh/lodestone']) {
		const response = await page.goto(new URL(page.url()).origin + path);
		expect(response?.status(), path).toBe(404);
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
		await page.waitForLoadState('networkidle');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is published here');
	}
});

test('the API refuses in the language of the address, under one code', async ({ request }) => {
	const refusal = async (path: string) => {
		const response = await request.get(path);
		const { type, title, detail } = await response.json();
		return { language: response.headers()['content-language'], type, title, detail };
	};
	const path = '/api/v1/organizations/lodestone/scorecard?asof=2026-03-30';
	const type = '/api/v1/problems/invalid-parameters';
	expect(await refusal(path)).toEqual({
		language: 'en',
		type,
		title: 'A parameter cannot be used',
		detail: 'asof is not a parameter of this address, which takes as_of, method.'
	});
	expect(await refusal(`/zh${path}`)).toEqual({
		language: 'zh-Hans',
		type,
		title: '有参数无法使用',
		detail: 'asof 不是这个地址的参数；可用参数：as_of、method。'
	});
	const [one, other] = ['/api', '/zh/api'].map((api) => `${api}/v1/organizations`);
	expect(await getJson(request, other!)).toEqual(await getJson(request, one!));
});

async function switchTo(page: Page, language: string): Promise<void> {
	const nav = page.getByRole('navigation', { name: /^(Language|语言)$/ });
	await nav.getByRole('link', { name: language }).click();
}
