import { expect, type Locator, type Page } from '@playwright/test';
import { axe } from './axe.ts';

/** Expects the page with that heading, and no violation that axe finds on it. */
export async function arrive(page: Page, heading: string | RegExp): Promise<void> {
	await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
	await axe(page);
}

/** Opens a page, as by its address, and arrives there. */
export async function visit(page: Page, path: string, heading: string | RegExp): Promise<void> {
	await page.goto(path);
	await arrive(page, heading);
}

/** One click into the demonstration as one of its persons; ends on the workspace's first page. */
export async function signInAs(page: Page, name: string): Promise<void> {
	await page.goto('/workspace/sign-in');
	await page.getByRole('button', { name: `Sign in as ${name}` }).click();
	await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
}

/** What a list of terms says of a term. */
export function fact(scope: Page | Locator, term: string): Locator {
	return scope
		.locator('dt')
		.getByText(term, { exact: true })
		.locator('xpath=following-sibling::dd');
}

/** A day that many days before today, UTC. */
export function daysAgo(days: number): string {
	return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** A day as pages write it: "21 November 2026". */
export function inWords(day: string): string {
	return new Date(day).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
}

/** A calendar quarter as addresses name it; 1 is the last one that is over. */
export function quarterAgo(count: number): string {
	const now = new Date();
	const index = 4 * now.getUTCFullYear() + Math.floor(now.getUTCMonth() / 3) - count;
	return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
}
