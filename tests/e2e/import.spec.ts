import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { shortDay } from '../../src/lib/view/shared/day.ts';
import { roadmapOf, soundRecord } from './support/api.ts';
import { arrive, daysAgo, signInAs, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'import', template: 'demonstration' } });

const KEY = 'build-provenance';
const IMPORTS = '/workspace/lodestone/import';
const HEADING = 'Import a roadmap file';

/** Sends a file, and waits for what is said of it. */
async function preview(page: Page, text: string): Promise<void> {
	const buffer = Buffer.from(text);
	const name = 'roadmap.json';
	await page.getByLabel('File').setInputFiles({ name, mimeType: 'application/json', buffer });
	await page.getByRole('button', { name: 'Preview' }).click();
}

test('a leader imports a file: errors first, then all of it, then nothing more', async ({
	page,
	openPage,
	request
}) => {
	let before = await soundRecord(request);
	const roadmap = await roadmapOf(request, 'lodestone');
	const index = roadmap.goals.findIndex(({ key }) => key === KEY);
	const { title } = roadmap.goals[index]!.revisions[0]!;
	const update = {
		effective_on: daysAgo(3),
		grade: 1,
		narrative: 'The signing service runs for one of three build systems.',
		evidence: []
	};
	/** The roadmap as the record has it, with something changed in it. */
	const file = (change: (goal: Record<string, unknown>) => void) => {
		const copy = structuredClone(roadmap) as unknown as { goals: Record<string, unknown>[] };
		change(copy.goals[index]!);
		return JSON.stringify(copy, null, '\t');
	};
	const reported = file((goal) => (goal.updates = [update]));
	const outlook = { outlook: 'unlikely', change: 'editorial', reason: 'The vendor is late.' };
	const revision = {
		...roadmap.goals[index]!.revisions.at(-1)!,
		effective_on: daysAgo(3),
		...outlook
	};
	const longer = file((goal) => (goal.revisions = [...(goal.revisions as object[]), revision]));

	await signInAs(page, 'Ines Valderrama');
	await page.getByRole('link', { name: 'Import' }).click();
	await arrive(page, HEADING);

	await test.step('a broken file is refused, each problem with its path', async () => {
		const broken = file((goal) => (goal.updates = [{ ...update, grade: 7, evidense: [] }]));
		await preview(page, broken);
		const alert = page.getByRole('alert');
		await expect(alert).toContainText('Nothing was imported: the file has problems');
		await expect(alert).toContainText(
			`goals[${index}].updates[0].grade: must be a whole number from 0 to 4`
		);
		await expect(alert).toContainText(`goals[${index}].updates[0].evidense`);
		await arrive(page, HEADING);
		await expect(page.getByLabel('Or its text')).toHaveValue(broken);
	});

	await test.step('progress and revisions are refused where two people must stand behind them', async () => {
		for (const text of [reported, longer]) {
			await preview(page, text);
			await expect(page.getByRole('alert')).toContainText(
				'Two people must stand behind each update, revision, closing'
			);
			await expect(page.getByRole('button', { name: /^Publish/ })).toHaveCount(0);
			await page.goto(IMPORTS);
		}
		expect(await soundRecord(request)).toEqual(before);
	});

	await test.step('the rule is switched off, in public', async () => {
		await visit(page, '/workspace/lodestone/members', 'Members');
		await page.getByText('Switch the two-person rule off').click();
		await page.getByRole('button', { name: 'Switch it off, in public' }).click();
		await expect(page.getByRole('status')).toContainText('The rule was switched');
		before = await soundRecord(request);
		await visit(page, IMPORTS, HEADING);
	});

	await test.step('a sound one is previewed, then published', async () => {
		await preview(page, longer);
		const entries = page.getByRole('region', { name: 'Entries to be added' });
		await expect(entries.getByRole('row').nth(1)).toHaveText(
			new RegExp(`${shortDay(update.effective_on)}\\s*Editorial\\s*${title} ${KEY}\\s*Security`)
		);
		await arrive(page, HEADING);
		expect(await soundRecord(request), 'a preview changes nothing').toEqual(before);

		await page.getByRole('button', { name: 'Publish 1 entry' }).click();
		await expect(page.getByRole('status')).toContainText('1 entry was added');
		await arrive(page, HEADING);
		const after = await soundRecord(request);
		expect(after.slice(0, -1)).toEqual(before);
		expect(after.at(-1)).toMatchObject({ kind: 'goal.revised', goal: KEY, outlook: 'unlikely' });
		await visit(page, `/lodestone/goals/${KEY}`, title);
		await expect(page.getByRole('main')).toContainText(revision.reason);
	});

	await page.goto(IMPORTS);
	await test.step('the same file again adds nothing', async () => {
		await preview(page, longer);
		await expect(
			page.getByText('There is nothing to add: the record has all of it.')
		).toBeVisible();
		await expect(page.getByRole('button', { name: /^Publish/ })).toHaveCount(0);
	});

	await test.step('a file that contradicts the record is refused with the differences', async () => {
		await preview(page, longer.replace(revision.reason, 'We are late.'));
		const alert = page.getByRole('alert');
		await expect(alert).toContainText('the file contradicts the record, which never changes');
		await expect(alert).toContainText(`goals[${index}].revisions[1].reason`);
		await expect(alert).toContainText(`but the record says "${revision.reason}"`);
		await expect(page.getByRole('button', { name: /^Publish/ })).toHaveCount(0);
	});

	await test.step('a file of another organization is refused', async () => {
		await preview(page, JSON.stringify(await roadmapOf(request, 'anthropic')));
		await expect(page.getByRole('alert')).toContainText(
			'organization.slug: the file is of "anthropic"'
		);
	});
	expect(await soundRecord(request)).toHaveLength(before.length + 1);

	const next = (reason: string) =>
		file((goal) => {
			const likely = { ...revision, effective_on: daysAgo(2), outlook: 'likely', reason };
			goal.revisions = [...(goal.revisions as object[]), revision, likely];
		});

	await test.step('a preview waits for whoever comes back, and can be dropped', async () => {
		await page.goto(IMPORTS);
		await preview(page, next('The vendor recovered.'));
		await expect(page.getByRole('button', { name: 'Publish 1 entry' })).toBeVisible();
		await visit(page, IMPORTS, HEADING);
		const waiting = page.getByRole('region', { name: 'Unfinished imports' });
		await expect(waiting.getByRole('listitem')).toHaveText(
			/^1 entry, sent on .+ at \d\d:\d\d UTC\s+by Ines Valderrama ·\s+waiting for somebody to publish it$/
		);
		await waiting.getByRole('link', { name: /^1 entry, sent on/ }).click();
		await page.getByRole('button', { name: 'Discard this import' }).click();
		await page.waitForURL(`**${IMPORTS}`);
		await expect(waiting).toHaveCount(0);
	});

	await test.step('what was previewed before the record grew is not published', async () => {
		await preview(page, next('The vendor recovered.'));
		const publish = page.getByRole('button', { name: 'Publish 1 entry' });
		await expect(publish).toBeVisible();

		const other = await openPage();
		await signInAs(other, 'Ines Valderrama');
		await other.goto(IMPORTS);
		await preview(other, next('Another vendor was found.'));
		await other.getByRole('button', { name: 'Publish 1 entry' }).click();
		await expect(other.getByRole('status')).toContainText('1 entry was added');

		await publish.click();
		await expect(page.getByRole('alert')).toContainText('The record grew since the preview.');
		await arrive(page, HEADING);
		await page.getByRole('button', { name: 'Discard this import' }).click();
		await page.waitForURL(`**${IMPORTS}`);
	});
	expect(await soundRecord(request)).toHaveLength(before.length + 2);
});

test('a long file says how far it is, while others read, and goes on without its page', async ({
	page,
	request
}) => {
	test.slow();
	const COUNT = 400;
	const before = await soundRecord(request);
	const roadmap = await roadmapOf(request, 'lodestone');
	const { area, revisions } = roadmap.goals.find(({ key }) => key === KEY)!;
	const more = Array.from({ length: COUNT }, (_, n) => ({
		key: `more-${n + 1}`,
		area,
		revisions: revisions.slice(0, 1),
		updates: []
	}));
	await signInAs(page, 'Ines Valderrama');
	await page.goto(IMPORTS);
	await preview(page, JSON.stringify({ ...roadmap, goals: [...roadmap.goals, ...more] }));
	await page.getByRole('navigation', { name: /Entries to be added/ }).waitFor();
	await arrive(page, HEADING);
	await page.getByRole('button', { name: `Publish ${COUNT} entries` }).click();

	await expect(page.getByRole('progressbar')).toBeVisible();
	await expect(page.getByText(new RegExp(`^[1-9]\\d* of ${COUNT} checked`))).toBeVisible();
	await arrive(page, HEADING);
	expect(await soundRecord(request), 'nothing is public yet').toEqual(before);

	await page.goto('/lodestone');
	await page.goto(IMPORTS);
	const started = page.getByRole('link', { name: new RegExp(`^${COUNT} entries, sent on`) });
	await started.click();
	await expect(page.getByRole('status')).toContainText(`${COUNT} entries were added`, {
		timeout: 120_000
	});
	expect(await soundRecord(request)).toHaveLength(before.length + COUNT);
	await page.goto(IMPORTS);
	await expect(started).toHaveCount(0);
});

test(
	'a refused file is mended in its text, or on disk and chosen again',
	{ tag: '@long' },
	async ({ page, request }, info) => {
		const sound = JSON.stringify(await roadmapOf(request, 'lodestone'));
		await signInAs(page, 'Ines Valderrama');
		await page.goto(IMPORTS);
		const path = info.outputPath('roadmap.json');
		const press = () => page.getByRole('button', { name: 'Preview' }).click();
		const alert = page.getByRole('alert');

		await test.step('the text stands in for the file', async () => {
			await preview(page, '{');
			await expect(page.getByLabel('Or its text')).toHaveValue('{');
			await expect(page.getByLabel('File')).toHaveValue('');
			await page.getByLabel('Or its text').fill(sound);
			await press();
			await expect(page.getByText('There is nothing to add')).toBeVisible();
		});

		await test.step('a file that changed after it was chosen is named as the reason', async () => {
			await writeFile(path, '{');
			await page.getByLabel('File').setInputFiles(path);
			await writeFile(path, sound);
			await press();
			await expect(alert).toContainText('it was changed, moved or deleted since');
			await page.getByLabel('File').setInputFiles(path);
			await press();
			await expect(page.getByText('There is nothing to add')).toBeVisible();
			await expect(alert).toHaveCount(0);
		});
	}
);

test(
	'text stays where the session has ended, for import and spreadsheet',
	{ tag: '@long' },
	async ({ page }) => {
		await signInAs(page, 'Ines Valderrama');
		for (const path of [IMPORTS, '/workspace/lodestone/sheet']) {
			await page.goto(path);
			await expect(async () => {
				await page.getByLabel('Or its text').fill('{"half": "a file"');
				expect(await page.evaluate(() => JSON.stringify(sessionStorage))).toContain('a file');
			}, 'its script runs').toPass();
			await page.context().clearCookies();
			await page.getByRole('button', { name: 'Preview' }).click();
			await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
			await signInAs(page, 'Ines Valderrama');
			await page.goto(path);
			await expect(page.getByLabel('Or its text')).toHaveValue('{"half": "a file"');
			await page.getByRole('button', { name: 'Discard it' }).click();
			await page.reload();
			await expect(page.getByLabel('Or its text')).toHaveValue('');
		}
	}
);

test(
	'an import that was dropped meanwhile is not offered any more',
	{ tag: '@long' },
	async ({ page, openPage, request }) => {
		const roadmap = await roadmapOf(request, 'lodestone');
		const { area, revisions } = roadmap.goals.find(({ key }) => key === KEY)!;
		const one = { key: 'dropped', area, revisions: revisions.slice(0, 1), updates: [] };
		await signInAs(page, 'Ines Valderrama');
		await page.goto(IMPORTS);
		await preview(page, JSON.stringify({ ...roadmap, goals: [...roadmap.goals, one] }));
		await page.getByRole('button', { name: 'Publish 1 entry' }).waitFor();
		const other = await openPage();
		await signInAs(other, 'Ines Valderrama');
		await other.goto(page.url());
		await other.getByRole('button', { name: 'Discard this import' }).click();
		await other.waitForURL(`**${IMPORTS}`);

		await page.getByRole('button', { name: 'Publish 1 entry' }).click();
		await expect(
			page.getByText('This import is no longer there. Import the file again.')
		).toBeVisible();
		await expect(page.getByRole('button', { name: /^Publish|^Discard this import/ })).toHaveCount(
			0
		);
		await expect(page.getByRole('heading', { level: 1, name: HEADING })).toHaveCount(0);
	}
);
