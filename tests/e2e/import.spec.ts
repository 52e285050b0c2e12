import { shortDay } from '../../src/lib/view/day.ts';
import { roadmapOf, soundRecord } from './support/api.ts';
import { arrive, daysAgo, signInAs, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'import', template: 'demonstration' } });

const KEY = 'build-provenance';

test('a leader imports a file: errors first, then all of it, then nothing more', async ({
	page,
	request
}) => {
	const before = await soundRecord(request);
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
	const preview = async (text: string) => {
		const buffer = Buffer.from(text);
		const name = 'roadmap.json';
		await page.getByLabel('File').setInputFiles({ name, mimeType: 'application/json', buffer });
		await page.getByRole('button', { name: 'Preview' }).click();
	};

	await signInAs(page, 'Ines Valderrama');
	await page.getByRole('link', { name: 'Import' }).click();
	await arrive(page, 'Import a roadmap file');

	await test.step('a broken file is refused, each problem with its path', async () => {
		const broken = file((goal) => (goal.updates = [{ ...update, grade: 7, evidense: [] }]));
		await preview(broken);
		const alert = page.getByRole('alert');
		await expect(alert).toContainText('Nothing was imported: the file has problems');
		await expect(alert).toContainText(
			`goals[${index}].updates[0].grade: must be a whole number from 0 to 4`
		);
		await expect(alert).toContainText(`goals[${index}].updates[0].evidense`);
		await arrive(page, 'Import a roadmap file');
		await expect(page.getByLabel('Or its text')).toHaveValue(broken);
	});

	await test.step('progress is refused where two people must stand behind it', async () => {
		await preview(reported);
		await expect(page.getByRole('alert')).toContainText('Two people must stand behind each update');
		await expect(page.getByRole('button', { name: /^Publish/ })).toHaveCount(0);
		expect(await soundRecord(request)).toEqual(before);
	});

	await test.step('a sound one is previewed, then published', async () => {
		await preview(longer);
		const entries = page.getByRole('region', { name: 'Entries to be added' });
		await expect(entries.getByRole('row').nth(1)).toHaveText(
			new RegExp(`${shortDay(update.effective_on)}\\s*Editorial\\s*${title} ${KEY}\\s*Security`)
		);
		await arrive(page, 'Import a roadmap file');
		expect(await soundRecord(request), 'a preview changes nothing').toEqual(before);

		await page.getByRole('button', { name: 'Publish 1 entry' }).click();
		await expect(page.getByRole('status')).toContainText('1 entry was added');
		const after = await soundRecord(request);
		expect(after.slice(0, -1)).toEqual(before);
		expect(after.at(-1)).toMatchObject({ kind: 'goal.revised', goal: KEY, outlook: 'unlikely' });
		await visit(page, `/lodestone/goals/${KEY}`, title);
		await expect(page.getByRole('main')).toContainText(revision.reason);
	});

	await page.goto('/workspace/lodestone/import');
	await test.step('the same file again adds nothing', async () => {
		await preview(longer);
		await expect(
			page.getByText('There is nothing to add: the record has all of it.')
		).toBeVisible();
		await expect(page.getByRole('button', { name: /^Publish/ })).toHaveCount(0);
	});

	await test.step('a file that contradicts the record is refused with the differences', async () => {
		await preview(longer.replace(revision.reason, 'We are late.'));
		const alert = page.getByRole('alert');
		await expect(alert).toContainText('the file contradicts the record, which never changes');
		await expect(alert).toContainText(`goals[${index}].revisions[1].reason`);
		await expect(alert).toContainText(`but the record says "${revision.reason}"`);
		await expect(page.getByRole('button', { name: /^Publish/ })).toHaveCount(0);
	});

	await test.step('a file of another organization is refused', async () => {
		await preview(JSON.stringify(await roadmapOf(request, 'anthropic')));
		await expect(page.getByRole('alert')).toContainText(
			'organization.slug: the file is of "anthropic"'
		);
	});
	expect(await soundRecord(request)).toHaveLength(before.length + 1);
});
