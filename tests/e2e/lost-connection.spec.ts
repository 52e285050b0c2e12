import type { Page } from '@playwright/test';
import { soundRecord } from './support/api.ts';
import { arrive, signInAs } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'lost-connection', template: 'demonstration' } });

const GOAL = '/workspace/lodestone/goals/build-provenance';

test('an answer that is lost leaves the page, and publishing again publishes once', async ({
	page,
	openPage,
	request
}) => {
	const before = (await soundRecord(request)).length;
	await signInAs(page, 'Ines Valderrama');

	await test.step('a draft that could not be sent is still in the form', async () => {
		await page.goto(`${GOAL}/updates/new`, { waitUntil: 'networkidle' });
		await page.getByRole('radio', { name: 'Begun' }).check();
		await page.getByLabel('Narrative', { exact: true }).fill('The signing service runs.');
		await page.route(/\?\/save/, (route) => route.abort(), { times: 1 });
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await expect(page.getByRole('alert')).toContainText('Nothing you typed is lost: try again.');
		await arrive(page, 'New progress update');
		await loseAnswer(page, /\?\/save/);
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await expect(page.getByRole('alert')).toContainText('Nothing you typed is lost: try again.');
	});

	await test.step('sent again in other words, it stands beside what was stored, and is one draft', async () => {
		await page.reload({ waitUntil: 'networkidle' });
		const narrative = page.getByLabel('Narrative', { exact: true });
		await expect(narrative).toHaveValue('The signing service runs.');
		await narrative.fill('It runs everywhere.');
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await expect(page.getByRole('region', { name: 'The stored draft and yours' })).toContainText(
			'The signing service runs.'
		);
		await narrative.fill('The signing service runs.');
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await arrive(page, 'Preview of the update');
		const preview = page.url();
		await page.goto('/workspace/lodestone');
		const drafts = page.getByRole('region', { name: 'Your drafts' });
		await expect(drafts.getByRole('link', { name: /Signed provenance/ })).toHaveCount(1);
		await page.goto(preview, { waitUntil: 'networkidle' });
	});

	await test.step('a submission whose answer was lost can be made again', async () => {
		await loseAnswer(page, /\?\/submit/);
		await page.getByRole('button', { name: 'Submit for approval' }).click();
		await expect(page.getByRole('alert')).toContainText('nothing is submitted twice');
		await page.getByRole('button', { name: 'Submit for approval' }).click();
		await expect(page.getByText('Submitted. The leaders find it')).toBeVisible();
	});

	const second = await openPage();
	await test.step('an update whose answer was lost is published once', async () => {
		await signInAs(second, 'Kwabena Asare-Holt');
		await second.goto(page.url(), { waitUntil: 'networkidle' });
		await loseAnswer(second, /\?\/publish/);
		await second.getByRole('button', { name: 'Approve and publish' }).click();
		await expect(second.getByRole('alert')).toContainText('nothing is published twice');
		await arrive(second, 'Preview of the update');
		await second.getByRole('button', { name: 'Approve and publish' }).click();
		await expect(second.getByRole('status')).toContainText(`Published as entry ${before + 1}`);
		expect(await soundRecord(request)).toHaveLength(before + 1);
	});

	await test.step('so is a closing', async () => {
		await page.goto(`${GOAL}/close`, { waitUntil: 'networkidle' });
		await page.getByRole('radio', { name: 'Withdrawn' }).check();
		await page.getByLabel('Public reason', { exact: true }).fill('A standard replaces it.');
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await arrive(page, 'Preview of the closing');
		await page.getByRole('button', { name: 'Propose to the other leaders' }).click();
		await arrive(page, 'Proposed closing');
		await second.goto(page.url(), { waitUntil: 'networkidle' });
		await loseAnswer(second, /\?\/publish/);
		await second.getByRole('button', { name: 'Close the goal and publish' }).click();
		await expect(second.getByRole('alert')).toContainText('The connection was lost');
		await second.getByRole('button', { name: 'Close the goal and publish' }).click();
		await expect(second.getByRole('status')).toContainText(`Published as entry ${before + 2}`);
		expect(await soundRecord(request)).toHaveLength(before + 2);
	});
});

/** Lets the next such request reach the server, and loses what it answers. */
async function loseAnswer(page: Page, address: RegExp): Promise<void> {
	await page.route(
		address,
		async (route) => {
			await route.fetch({ maxRedirects: 0 });
			await route.abort();
		},
		{ times: 1 }
	);
}
