import { readFileSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { inRunDirectory } from './directories.ts';
import { unseenParts } from './parts.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
/** In `.ci/full` every page is looked at whole, as often as it is met. */
const WHOLE = Boolean(process.env.FULL);
/** Half as long to read as the one with its comments. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The parts that were looked at in this run. */
const known = () => inRunDirectory('parts-without-violations');

/**
 * Fails on any violation of WCAG 2.2 A and AA that axe finds on the page as it stands. Parts like those in
 * which it found none before in this run, in the same colours and sizes, are left out.
 */
export async function axe(page: Page, what = page.url()): Promise<void> {
	const before = WHOLE ? '' : await readFile(known(), 'utf8').catch(() => '');
	const parts = await page.evaluateHandle(unseenParts, before.split('\n'));
	const keys = await parts.evaluate(({ keys }) => keys);
	if (keys.length === 0) return;
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
	const violations = await parts.evaluate(
		async ({ seen }, { tags, whole }) => {
			const { axe } = window as unknown as {
				axe: { run(context: object, options: object): Promise<AxeResults> };
			};
			const { violations } = await axe.run(
				{ include: [document.documentElement], exclude: whole ? [] : seen },
				{ resultTypes: ['violations'], runOnly: { type: 'tag', values: tags } }
			);
			return violations;
		},
		{ tags: TAGS, whole: WHOLE }
	);
	const found = violations.map(({ id, help, nodes }) => ({
		rule: `${id}: ${help}`,
		at: nodes.slice(0, 5).map(({ html, failureSummary }) => `${html}\n${failureSummary}`)
	}));
	expect(found, `axe on ${what}`).toEqual([]);
	await appendFile(known(), `${keys.join('\n')}\n`);
}
