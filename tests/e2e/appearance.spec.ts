import type { Page } from '@playwright/test';
import { axe } from './support/axe.ts';
import { quarterAgo, signInAs } from './support/pages.ts';
import { expect, test } from './support/test.ts';

/** Every kind of page in both colour schemes, on a phone and on a desk. */

test.describe.configure({ mode: 'parallel' });

/** The last quarter, which was certified once, and the fifth from the end, which was so twice. */
const quarters = [1, 5].map(quarterAgo);

const PUBLIC = [
	'/',
	'/lodestone',
	'/lodestone?as_of=2020-01-01',
	'/lodestone?per=month',
	'/lodestone/areas/safeguards',
	'/lodestone/goals/jailbreak-classifiers',
	'/lodestone/goals/misuse-safeguards',
	'/lodestone/goals/two-party-access?from=1&to=4',
	'/zh/lodestone/goals/two-party-access?from=1&to=4',
	'/lodestone/calendar',
	'/zh/lodestone/calendar',
	'/lodestone/calendar?as_of=2020-01-01',
	'/lodestone/changes',
	'/lodestone/changes?weakening=any',
	'/lodestone/changes?as_of=2020-01-01',
	'/lodestone/certified',
	...quarters.map((quarter) => `/lodestone/certified/${quarter}`),
	'/anthropic/certified',
	'/anthropic',
	'/anthropic/changes',
	'/compare',
	'/compare?sort=evidenced&order=desc&area=policy',
	'/compare/goals',
	'/compare/goals?q=red+team',
	'/methodology',
	'/methodology/sensitivity',
	'/methodology/sensitivity?organization=lodestone',
	'/methodology/sensitivity?organization=nobody',
	'/methodology/sensitivity?organization=lodestone&as_of=2020-01-01',
	'/zh/methodology',
	'/zh/methodology/sensitivity?organization=lodestone',
	'/record',
	'/record?entry=2',
	'/nobody',
	'/workspace/sign-in',
	'/zh',
	'/zh/lodestone',
	'/zh/lodestone/areas/safeguards',
	'/zh/lodestone/goals/jailbreak-classifiers',
	'/zh/lodestone/changes?weakening=any',
	'/zh/compare',
	'/zh/compare/goals?q=red+team',
	'/zh/record',
	'/zh/record?entry=2',
	'/zh/nobody'
];
const WORKSPACE = [
	'',
	'/new-goal',
	'/goals/jailbreak-classifiers',
	'/goals/jailbreak-classifiers/revise',
	'/goals/jailbreak-classifiers/updates/new',
	'/goals/jailbreak-classifiers/close',
	'/teams',
	'/activity',
	'/sheet',
	'/certify',
	'/members',
	'/notices',
	'/tokens',
	'/import'
].map((path) => `/workspace/lodestone${path}`);

for (const path of PUBLIC)
	test(`${path} is accessible in light and dark, and fits a phone`, async ({ page }) => {
		await page.goto(path);
		await expectAccessible(page);
	});

for (const path of WORKSPACE)
	test(`${path} is so too for a leader`, async ({ page }) => {
		await signInAs(page, 'Ines Valderrama');
		await page.goto(path);
		await expect(page).toHaveURL(path);
		await expectAccessible(page);
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
	const chinese = new URL(page.url()).pathname.startsWith('/zh/');
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
	}
}
