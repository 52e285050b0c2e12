import type { APIRequestContext, Page } from '@playwright/test';
import { DEMONSTRATION_PERSONS } from '../../../src/lib/drafts/people/demonstration.ts';
import { soundRecord } from './api.ts';

/** What stands on a page of the Chinese site that is not Chinese. */

/** Names and abbreviations that are the same in both languages. */
const SAME = [
	'Waymark',
	'API',
	'JSON',
	'JSON Schema',
	'UTC',
	'SHA',
	'RFC',
	'UTF',
	'GET',
	'HEAD',
	'CSV',
	'SVG',
	'PNG',
	'BibTeX'
];

/** Everything that organizations wrote, as one text: theirs stays in their language, as do names. */
export async function organizationsTexts(request: APIRequestContext): Promise<string> {
	const texts = DEMONSTRATION_PERSONS.map(({ name }) => name);
	const collect = (value: unknown): void => {
		if (typeof value === 'string') texts.push(value.replace(/\s+/g, ' '));
		else if (typeof value === 'object' && value !== null) {
			Object.values(value).forEach(collect);
			// A Chinese sentence puts the office first, with nothing but a space between.
			if ('office' in value && 'name' in value) texts.push(`${value.office} ${value.name}`);
		}
	};
	collect(await soundRecord(request));
	return texts.join('\n');
}

/** Stretches of Latin words, of more than the one letter that formulas use, on the page that neither an organization wrote nor both languages share. */
export async function foreignTexts(page: Page, theirs: string): Promise<string[]> {
	const texts = await page.evaluate(spokenTexts);
	return texts
		.flatMap(
			(text) =>
				text
					.replace(/https?:\S+/g, '')
					.match(/\p{Script=Latin}[^\p{Script=Han}\d·，。：；！？、（）“”]*/gu) ?? []
		)
		.map((stretch) => stretch.replace(/[^\p{L}]+$/u, ''))
		.filter((stretch) => /\p{L}{2}/u.test(stretch))
		.filter((stretch) => !SAME.includes(stretch) && !theirs.includes(stretch));
}

/** Every text of the page that a person reads or hears; code and marked foreign texts left out. */
function spokenTexts(): string[] {
	const SPOKEN = ['aria-label', 'title', 'alt', 'placeholder', 'data-label', 'aria-description'];
	const texts = [document.title];
	const description = document.querySelector('meta[name=description]');
	if (description) texts.push(description.getAttribute('content')!);
	const skipped = 'code, pre, script, style, noscript, textarea, :not(html)[lang]:not([lang^=zh])';
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const node = walker.currentNode;
		if (!node.parentElement!.closest(skipped)) texts.push(node.textContent!);
	}
	for (const name of SPOKEN)
		for (const element of document.body.querySelectorAll(`[${name}]`))
			if (!element.closest(skipped)) texts.push(element.getAttribute(name)!);
	// A line of its own is a text of its own, as in what a chart's mark explains.
	return texts.flatMap((text) => text.split('\n')).map((text) => text.replace(/\s+/g, ' ').trim());
}
