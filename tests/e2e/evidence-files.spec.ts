import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/test.ts';
import { arrive, signInAs } from './support/pages.ts';
import { JPEG, PDF, PNG } from '../support/bad-files.ts';

test.use({ instance: { name: 'evidence-files', template: 'demonstration' } });

const KEY = 'build-provenance';
const NEW = `/workspace/lodestone/goals/${KEY}/updates/new`;
const hash = createHash('sha256').update(PDF).digest('hex');
const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });

test('files are uploaded, one again, one taken back, and the public gets what was published', async ({
	page,
	openPage,
	request
}) => {
	await signInAs(page, 'Ines Valderrama');
	const sending = page.getByRole('list', { name: 'Files being uploaded' });
	const items = page.getByRole('group', { name: /^Evidence \d/ });

	await test.step('two of four arrive, one fails and is tried again, one is refused', async () => {
		await page.goto(NEW);
		await arrive(page, 'New progress update');
		let isDown = true;
		await page.route('**/files?name=picture.png', (route) =>
			isDown ? route.abort() : route.continue()
		);
		await page
			.getByLabel('Files', { exact: true })
			.setInputFiles([
				file('rebuild report.pdf', 'application/pdf', PDF),
				file('picture.png', 'image/png', PNG),
				file('page.pdf', 'application/pdf', Buffer.from('<html></html>')),
				file('photo.jpg', 'image/jpeg', JPEG)
			]);
		await expect(items).toHaveCount(2);
		const failed = sending.getByRole('listitem').filter({ hasText: 'picture.png' });
		await expect(failed).toContainText('The connection was lost');
		const refused = sending.getByRole('listitem').filter({ hasText: 'page.pdf' });
		await expect(refused).toContainText('Print it to PDF');
		isDown = false;
		await failed.getByRole('button', { name: 'Try again picture.png' }).click();
		await expect(items).toHaveCount(3);
		await refused.getByRole('button', { name: 'Remove page.pdf' }).click();
		await expect(sending).toHaveCount(0);
		await expect(page.getByText('3 files were uploaded')).toBeVisible();
		await arrive(page, 'New progress update');
	});

	await test.step('one is taken back, one withheld, and the draft saved', async () => {
		await page.getByRole('button', { name: 'Remove evidence 2' }).click();
		await expect(items).toHaveCount(2);
		await expect(items.first()).toContainText('rebuild report.pdf (PDF, 61 bytes)');
		await expect(items.first()).toContainText(hash);
		await items
			.last()
			.getByRole('radio', { name: /^Redacted/ })
			.check();
		// The name of a withheld file would tell of it: its title is for its author to write.
		const title = items.last().getByLabel('Title', { exact: true });
		await expect(title).toHaveValue('');
		await title.fill('A photo of the rebuild');
		await items.last().getByRole('combobox').selectOption('privacy');
		await items
			.last()
			.getByLabel(/description/i)
			.fill('Shows persons.');
		await expect(items.last().getByRole('checkbox', { name: /^Publish/ })).not.toBeChecked();
		await page.getByRole('radio', { name: 'Partly delivered', exact: true }).check();
		await page.getByLabel('Narrative', { exact: true }).fill('A rebuild matched.');
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await arrive(page, 'Preview of the update');
		const link = page.getByRole('link', { name: 'rebuild report.pdf' });
		await expect(link).toHaveAttribute('href', `/workspace/lodestone/files/${hash}`);
		expect((await request.get(`/lodestone/evidence/${hash}/rebuild%20report.pdf`)).status()).toBe(
			404
		);
		const own = await page.request.get(`/workspace/lodestone/files/${hash}`);
		expect(Buffer.compare(await own.body(), PDF)).toBe(0);
	});

	await test.step('published, anybody saves it, and nothing of it runs', async () => {
		await page.getByRole('link', { name: 'Go on editing' }).click();
		await arrive(page, 'Edit the draft update');
		await expect(items.first()).toContainText('rebuild report.pdf');
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await arrive(page, 'Preview of the update');
		await page.getByRole('button', { name: 'Submit for approval' }).click();
		await expect(page.getByText('Submitted. The leaders find it')).toBeVisible();
		const other = await openPage();
		await signInAs(other, 'Kwabena Asare-Holt');
		await other.goto(page.url());
		await arrive(other, 'Preview of the update');
		await other.getByRole('button', { name: 'Approve and publish' }).click();
		await expect(other.getByRole('status')).toContainText('Published as entry');
		const reader = await openPage();
		await expect(async () => {
			await reader.goto(`/lodestone/goals/${KEY}`);
			await expect(reader.getByRole('link', { name: 'rebuild report.pdf' })).toBeVisible();
		}).toPass();
		const link = reader.getByRole('link', { name: 'rebuild report.pdf' });
		const [download] = await Promise.all([reader.waitForEvent('download'), link.click()]);
		expect(download.suggestedFilename()).toBe('rebuild report.pdf');
		const address = await link.getAttribute('href');
		expect(address).toBe(`/lodestone/evidence/${hash}/rebuild%20report.pdf`);
		const answer = await request.get(address!);
		expect(
			createHash('sha256')
				.update(await answer.body())
				.digest('hex')
		).toBe(hash);
		expect(answer.headers()).toMatchObject({
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="rebuild report.pdf"; filename*=UTF-8''rebuild%20report.pdf`,
			'content-security-policy': "sandbox; default-src 'none'",
			'cross-origin-resource-policy': 'same-origin',
			'x-content-type-options': 'nosniff',
			'cache-control': 'public, max-age=31536000, immutable',
			etag: `"${hash}"`
		});
		const again = await request.get(address!, { headers: { 'if-none-match': `"${hash}"` } });
		expect(again.status()).toBe(304);
		const withheld = createHash('sha256').update(PNG).digest('hex');
		for (const name of ['picture.png', 'x'])
			expect((await request.get(`/lodestone/evidence/${withheld}/${name}`)).status()).toBe(404);
		await expect(reader.getByRole('main')).not.toContainText(withheld);
	});
});

test(
	'a file whose bytes are others is made good by uploading it again',
	{ tag: '@long' },
	async ({ page, server }) => {
		await signInAs(page, 'Ines Valderrama');
		const bytes = Buffer.from('As it was uploaded.\n');
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		const upload = () =>
			page.request.post('/workspace/lodestone/files?name=a.txt', {
				headers: { origin: server.origin, 'content-type': 'text/plain' },
				data: bytes
			});
		const read = () => page.request.get(`/workspace/lodestone/files/${sha256}`);
		expect((await upload()).status()).toBe(201);
		await writeFile(join(server.dataDir, 'storage/evidence/lodestone', sha256), 'Others.\n');
		expect((await read()).status()).toBe(404);
		expect((await upload()).status()).toBe(201);
		expect(Buffer.compare(await (await read()).body(), bytes)).toBe(0);
	}
);

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('files go with the form', { tag: '@long' }, async ({ page }) => {
		await signInAs(page, 'Ines Valderrama');
		await page.goto(NEW);
		await page
			.getByLabel('Files', { exact: true })
			.setInputFiles([
				file('one.txt', 'text/plain', Buffer.from('One.\n')),
				file('two.html', 'text/html', Buffer.from('<p>Two.</p>'))
			]);
		await page.getByRole('button', { name: 'Upload these files' }).click();
		await expect(page.getByRole('alert')).toContainText('two.html: This is a page or program');
		await expect(page.getByText('one.txt (plain text, 5 bytes)')).toBeVisible();
		await page.getByRole('radio', { name: 'Begun', exact: true }).check();
		await page.getByLabel('Narrative', { exact: true }).fill('Begun.');
		await page
			.getByLabel('Files', { exact: true })
			.setInputFiles([file('three.csv', 'text/csv', Buffer.from('a,b\n'))]);
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await expect(page.getByRole('link', { name: 'one.txt' })).toBeVisible();
		await expect(page.getByRole('link', { name: 'three.csv' })).toBeVisible();
	});
});
