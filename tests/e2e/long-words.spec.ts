import type { Page } from '@playwright/test';
import { DEMONSTRATION_PERSONS } from '../../src/lib/drafts/people/demonstration.ts';
import { soundRecord } from './support/api.ts';
import { signInAs } from './support/pages.ts';
import { PUBLIC, WORKSPACE } from './support/site.ts';
import { expect, test } from './support/test.ts';

/**
 * Words that no line holds, wherever an organization's own words stand: no page gets wider than the screen,
 * nor than the paper.
 */

const WORDS = [
	'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz',
	'MODEL_WEIGHT_EXFILTRATION_PREVENTION_PROGRAMME_PHASE_2'
];
/** What A4 has between its margins, in CSS pixels. */
const PAPER = 680;

test.describe.configure({ timeout: 400_000 });

for (const [name, pages] of Object.entries({ PUBLIC, WORKSPACE }))
	test(`long words break on every page: ${name}`, async ({ page, request }) => {
		const theirs = textsIn(await soundRecord(request)).concat(
			DEMONSTRATION_PERSONS.map((person) => person.name)
		);
		if (pages === WORKSPACE) await signInAs(page, 'Ines Valderrama');
		const wide: string[] = [];
		for (const path of pages) {
			await page.setViewportSize({ width: 390, height: 800 });
			await page.goto(path);
			await page.evaluate(() => document.fonts.ready);
			const count = await lengthen(page, theirs);
			if (path.startsWith('/lodestone/goals')) expect(count, path).toBeGreaterThan(5);
			for (const width of [390, 360, 1024]) {
				await page.setViewportSize({ width, height: 800 });
				wide.push(...(await tooWide(page)).map((each) => `${path} at ${width}: ${each}`));
			}
			await page.setViewportSize({ width: PAPER, height: 900 });
			await page.emulateMedia({ media: 'print' });
			wide.push(...(await tooWide(page)).map((each) => `${path} on paper: ${each}`));
			await page.emulateMedia({ media: null });
		}
		expect(wide).toEqual([]);
	});

/** Every text of more than a word that an organization wrote. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return /\s|\p{Script=Han}{2}/u.test(value) ? [value] : [];
	return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

/** Puts the words before each text of the page that is one of these, or part of one; returns how many. */
function lengthen(page: Page, theirs: string[]): Promise<number> {
	return page.evaluate(
		({ theirs, words }) => {
			const texts = theirs.map((text) => text.replace(/\s+/g, ' '));
			const whole = new Set(texts);
			const all = texts.join('\n');
			const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			const nodes: Text[] = [];
			while (walker.nextNode()) nodes.push(walker.currentNode as Text);
			let count = 0;
			for (const node of nodes) {
				const text = node.data.trim().replace(/\s+/g, ' ');
				// Short words of ours stand in their texts too.
				if (!whole.has(text) && (text.length < 25 || !all.includes(text))) continue;
				if (node.parentElement?.closest('svg, script, style, option, textarea')) continue;
				node.data = `${words[count % words.length]} ${words.join('')} ${node.data}`;
				count += 1;
			}
			return count;
		},
		{ theirs, words: WORDS }
	);
}

/** What makes the page scroll sideways, or is cut off at its edge; empty where nothing does. */
function tooWide(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const root = document.documentElement;
		const print = matchMedia('print').matches;
		const found = [...document.querySelectorAll('main *, header *, footer *')].filter((element) => {
			if (element.closest('svg, .visually-hidden')) return false;
			const box = element.closest('.scroll, pre, .markdown table');
			if (box && (!print || getComputedStyle(box).overflowX !== 'visible')) return false;
			return element.getBoundingClientRect().right > root.clientWidth + 1;
		});
		const inner = found.filter(
			(element) => !found.some((other) => other !== element && element.contains(other))
		);
		const names = inner
			.slice(0, 3)
			.map((element) => `${element.parentElement?.className} > ${element.outerHTML.slice(0, 120)}`);
		const scrolls = root.scrollWidth - root.clientWidth;
		return scrolls > 0 ? [`scrolls by ${scrolls}`, ...names] : print ? names : [];
	});
}
