import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** Fails on any violation of WCAG 2.2 A and AA that axe finds on the page as it stands. */
export async function axe(page: Page, what = page.url()): Promise<void> {
	const { violations } = await new AxeBuilder({ page })
		// Twice as fast, and blind only to frames of other origins, which no page has.
		.setLegacyMode()
		.options({ resultTypes: ['violations'] })
		.withTags(TAGS)
		.analyze();
	const found = violations.map(({ id, help, nodes }) => ({
		rule: `${id}: ${help}`,
		at: nodes.slice(0, 5).map(({ html, failureSummary }) => `${html}\n${failureSummary}`)
	}));
	expect(found, `axe on ${what}`).toEqual([]);
}
