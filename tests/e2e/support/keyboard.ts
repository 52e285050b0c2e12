import type { Locator, Page } from '@playwright/test';
import { expect } from './test.ts';

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
	const focused = () => element.evaluate((it) => it === document.activeElement);
	for (let presses = 0; presses < 60 && !(await focused()); presses += 1)
		await page.keyboard.press('Tab');
	await expect(element).toBeFocused();
}
