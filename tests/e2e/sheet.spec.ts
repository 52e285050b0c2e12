import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { soundRecord } from './support/api.ts';
import { arrive, daysAgo, signInAs, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'sheet', template: 'demonstration' } });

const KEY = 'build-provenance';
const TITLE = 'Goals and updates in a spreadsheet';

test('goals and updates go out to a spreadsheet and come back as drafts', async ({
	page: leader,
	openPage,
	request
}) => {
	const before = await soundRecord(request);
	await signInAs(leader, 'Ines Valderrama');
	await leader.getByRole('link', { name: 'Spreadsheet' }).click();
	await arrive(leader, TITLE);

	const file = await test.step('what was downloaded adds nothing', async () => {
		const file = await download(leader, 'Goals (CSV)');
		expect(file).toMatch(/^\ufeff"key","area","title"/);
		await upload(leader, file);
		await expect(leader.getByText('There is nothing to add')).toBeVisible();
		return file;
	});

	await test.step('what is wrong is told by row and column, and nothing is saved', async () => {
		const last = file.trimEnd().split('\r\n').length;
		await upload(leader, 'title,area\nA new promise,polity\n');
		const alert = leader.getByRole('alert');
		await expect(alert).toContainText('row 2, area: must be one of security, alignment');
		await expect(alert).toContainText('row 2, effective_on: is needed');
		await arrive(leader, TITLE);
		expect(last).toBeGreaterThan(20);
	});

	await test.step('a file with semicolons, wide letters and other headings is read all the same', async () => {
		const other = await download(leader, 'with semicolons');
		expect(other).toMatch(/^\ufeff"key";"area";"title"/);
		const wide = Buffer.from(other.replace('"target_on"', '"Target On"'), 'utf16le');
		await upload(leader, wide);
		await expect(leader.getByText('There is nothing to add')).toBeVisible();
		await upload(leader, 'titel;AREA\nA new promise;policy\n');
		await expect(leader.getByRole('alert')).toContainText(
			'row 1, titel: is not a known column: did you mean title?'
		);
		await upload(leader, Buffer.from('title;area\nÜber;policy\n', 'latin1'));
		await expect(leader.getByRole('alert')).toContainText('In Excel save it as “CSV UTF-8”');
	});

	await test.step('a new row becomes a draft goal, formulas as text', async () => {
		const row = `"'=1+1","safeguards","A new promise","${daysAgo(1)}","It holds."`;
		await upload(leader, `target_note,area,title,effective_on,criterion_1\r\n${row}\r\n`);
		await expect(leader.getByRole('alert')).toContainText('row 2, target_note: stands without');
		const head = 'statement,area,title,effective_on,criterion_1';
		await upload(leader, `${head}\r\n${row}\r\n`);
		await expect(leader.getByRole('region', { name: 'Drafts to be added' })).toContainText(
			/A new promise a-new-promise\s*Safeguards/
		);
		await arrive(leader, TITLE);
		await leader.getByRole('button', { name: 'Save 1 draft' }).click();
		await expect(leader.getByRole('status')).toContainText('1 draft was saved');
		await expect(leader.getByLabel('Or its text'), 'what is saved is dropped').toHaveValue('');
		await visit(leader, '/workspace/lodestone/goals/a-new-promise', 'A new promise');
		await expect(leader.getByRole('region', { name: 'Draft text' })).toContainText('=1+1');
		await leader.goto('/workspace/lodestone/sheet');
		expect(await download(leader, 'Goals (CSV)')).toContain(`"'=1+1"`);
	});

	await test.step('a contributor adds draft updates of their own, and no goals', async () => {
		const contributor = await openPage();
		await signInAs(contributor, 'Mei-Lin Tsai');
		await visit(contributor, '/workspace/lodestone/sheet', TITLE);
		await upload(contributor, 'title,area,effective_on\nMine,policy,2026-01-01\n');
		await expect(contributor.getByRole('alert')).toContainText('only leaders add goals');

		const head =
			'goal,effective_on,grade,narrative,evidence_1_title,evidence_1_url,evidence_1_criteria';
		const row = `${KEY},${daysAgo(2)},1,Begun.,The log,https://lodestone.example/log,1 2`;
		await upload(contributor, `${head}\n${row}\n`);
		await expect(contributor.getByRole('region', { name: 'Drafts to be added' })).toContainText(
			/build-provenance\s*Begun\s*1/
		);
		await contributor.getByRole('button', { name: 'Save 1 draft' }).click();
		await expect(contributor.getByRole('status')).toContainText('1 draft was saved');
		// The same file once more, and as it is downloaded.
		await upload(contributor, `${head}\n${row}\n`);
		await expect(contributor.getByText('There is nothing to add')).toBeVisible();
		const drafts = await download(contributor, 'Draft updates (CSV)');
		expect(drafts).toContain(`"${KEY}","${daysAgo(2)}","1",,"Begun.","link","The log"`);
		await upload(contributor, drafts);
		await expect(contributor.getByText('There is nothing to add')).toBeVisible();
	});
	expect(await soundRecord(request), 'nothing is published').toEqual(before);
});

async function download(page: Page, name: string): Promise<string> {
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name }).first().click()
	]);
	return readFile(await file.path(), 'utf8');
}

async function upload(page: Page, content: string | Buffer): Promise<void> {
	const buffer = Buffer.from(content);
	const again = page.getByRole('link', { name: 'Start again' });
	if (await again.isVisible()) await again.click();
	await page.getByLabel('File').setInputFiles({ name: 'sheet.csv', mimeType: 'text/csv', buffer });
	await page.getByRole('button', { name: 'Preview' }).click();
}
