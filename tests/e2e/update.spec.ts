import type { Page } from '@playwright/test';
import { scorecardOf, shown } from './support/api.ts';
import { arrive, fact, signInAs, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'update', template: 'demonstration' } });

const GOAL = 'Signed provenance for training and inference code';
const KEY = 'build-provenance';
const NARRATIVE = 'All builds are signed, machines refuse the others, and a rebuild matched.';
const MISTAKE = 'This was posted to the wrong goal: nothing has been delivered here.';

test('a contributor posts an update, a leader publishes and corrects it, and the score moves', async ({
	page: contributor,
	openPage,
	request
}) => {
	const security = async () => (await scorecardOf(request, 'lodestone')).areas.security;
	const before = await security();

	await test.step('the contributor claims grade 4 and is told what lacks evidence', async () => {
		await signInAs(contributor, 'Mei-Lin Tsai');
		await contributor.getByRole('link', { name: GOAL }).click();
		await arrive(contributor, GOAL);
		await contributor.getByRole('link', { name: 'New progress update' }).click();
		await arrive(contributor, 'New progress update');
		const met = contributor.getByRole('group', { name: 'Criteria that are met' });
		for (const criterion of await met.getByRole('checkbox').all()) await criterion.check();
		await expect(contributor.getByText('By the criteria ticked above: Delivered.')).toBeVisible();
		await contributor.getByRole('radio', { name: 'Delivered', exact: true }).check();
		await contributor.getByLabel('Narrative', { exact: true }).fill(NARRATIVE);
		await fillEvidence(contributor, 1, {
			title: 'Provenance log',
			url: 'https://lodestone.example/provenance-log',
			archived_url: `https://web.archive.org/web/20261101120000/https://lodestone.example/provenance-log`,
			criteria: [1, 2]
		});
		await expect(contributor.getByRole('main')).toContainText(
			'criterion 3: An outside party rebuilds three components'
		);
		await contributor.getByRole('button', { name: 'Save draft and preview' }).click();

		await arrive(contributor, 'Preview of the update');
		await expect(
			contributor.getByRole('region', { name: 'Before it can be published' })
		).toContainText('none names criterion 3, “An outside party rebuilds three components');
		await expect(contributor.getByText('A leader of the organization publishes')).toBeVisible();
		await expect(contributor.getByRole('button', { name: /^Publish/ })).toHaveCount(0);
	});

	const leader = await openPage();
	await test.step('nor can the leader publish it so', async () => {
		await signInAs(leader, 'Ines Valderrama');
		await leader.goto(contributor.url());
		await arrive(leader, 'Preview of the update');
		await expect(leader.getByRole('region', { name: 'Before it can be published' })).toBeVisible();
		await expect(leader.getByRole('button', { name: /^Publish/ })).toHaveCount(0);
	});

	await test.step('the contributor adds the evidence that is missing', async () => {
		await contributor.getByRole('link', { name: 'Go on editing' }).click();
		await arrive(contributor, 'Edit the draft update');
		await expect(contributor.getByLabel('Narrative', { exact: true })).toHaveValue(NARRATIVE);
		await contributor.getByRole('button', { name: 'Add an evidence item' }).click();
		await fillEvidence(contributor, 2, {
			title: 'Rebuild report',
			url: 'https://auditor.example/rebuild-report',
			criteria: [3]
		});
		await expect(contributor.getByText('Every criterion has evidence')).toBeVisible();
		await contributor.getByRole('button', { name: 'Save draft and preview' }).click();
		await arrive(contributor, 'Preview of the update');
		await expect(contributor.getByRole('link', { name: 'Rebuild report' })).toBeVisible();
		await expect(
			contributor.getByRole('region', { name: 'Before it can be published' })
		).toHaveCount(0);
		await contributor.getByRole('button', { name: 'Submit for approval' }).click();
		await expect(contributor.getByText('Submitted. The leaders find it')).toBeVisible();
		expect(await security(), 'a draft moves nothing').toEqual(before);
	});

	await test.step('the leader publishes it and the public score rises', async () => {
		await leader.goto('/workspace/lodestone');
		const waiting = leader.getByRole('region', { name: 'Waiting for your approval' });
		await expect(waiting).toContainText('by Mei-Lin Tsai');
		await waiting.getByRole('link', { name: `update of ${GOAL}` }).click();
		await arrive(leader, 'Preview of the update');
		await leader.getByRole('button', { name: 'Approve and publish' }).click();
		await arrive(leader, GOAL);
		await expect(leader.getByRole('status')).toContainText('Published as entry');

		const after = await security();
		expect(after.claimed).toBeCloseTo(before.claimed! + 100 / before.n, 9);
		// The third criterion rests on a link that can change.
		const supported = (1 + 1 + 0.5) / 3;
		expect(after.evidenced).toBeCloseTo(before.evidenced! + (100 / before.n) * supported, 9);
		await visit(contributor, '/lodestone/areas/security', 'Security');
		await expect(fact(contributor, 'Claimed')).toHaveText(shown(after.claimed));
		await expect(fact(contributor, 'Claimed')).not.toHaveText(shown(before.claimed));

		await visit(contributor, `/lodestone/goals/${KEY}`, GOAL);
		const updates = contributor.getByRole('region', { name: 'Progress updates' });
		await expect(updates).toContainText(NARRATIVE);
		await expect(updates.getByRole('link', { name: 'Rebuild report' })).toHaveAttribute(
			'href',
			'https://auditor.example/rebuild-report'
		);
		await expect(updates.getByRole('link', { name: 'Archived copy' })).toBeVisible();
	});

	const second = await openPage();
	await test.step('the leaders correct it together: the score falls back, both versions stay', async () => {
		await leader.getByRole('link', { name: /^Correct the update of/ }).click();
		await arrive(leader, 'Correct an update');
		await expect(leader.getByLabel('Narrative', { exact: true })).toHaveValue(NARRATIVE);
		await leader.getByRole('radio', { name: 'Not started' }).check();
		const met = leader.getByRole('group', { name: 'Criteria that are met' });
		for (const criterion of await met.getByRole('checkbox').all()) await criterion.uncheck();
		await leader.getByLabel('Narrative', { exact: true }).fill(MISTAKE);
		await leader.getByRole('button', { name: 'Save draft and preview' }).click();
		await arrive(leader, 'Preview of the correction');
		await leader.getByRole('button', { name: 'Submit for approval' }).click();
		await expect(leader.getByText('Submitted. The leaders find it')).toBeVisible();
		await signInAs(second, 'Kwabena Asare-Holt');
		await second.goto(leader.url());
		await arrive(second, 'Preview of the correction');
		await second.getByRole('button', { name: 'Approve and publish' }).click();
		await expect(second.getByRole('status')).toContainText('Published as entry');

		expect(await security()).toEqual(before);
		await contributor.reload();
		const report = contributor
			.getByRole('region', { name: 'Progress updates' })
			.getByRole('article');
		await expect(report).toHaveCount(1);
		await expect(report.getByText(MISTAKE)).toBeVisible();
		await expect(report).toContainText('What was corrected: 1 earlier version, kept as published');
		await expect(report.getByText(NARRATIVE)).toBeVisible();
	});
});

for (const javaScriptEnabled of [true, false])
	test(`the last update’s evidence is taken over ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
		browser,
		baseURL
	}) => {
		const context = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled });
		const page = await context.newPage();
		await signInAs(page, 'Ravi Chandrasekar');
		await page.goto('/workspace/lodestone/goals/bug-bounty/updates/new', {
			waitUntil: 'networkidle'
		});
		await page.getByLabel('Narrative', { exact: true }).fill('Still so, and more.');
		await page.getByRole('radio', { name: 'Begun' }).check();
		const take = page.getByRole('button', { name: /^Take over the last update’s evidence/ });
		const [, count] = /\((\d+) item/.exec((await take.textContent()) ?? '') ?? [];
		await take.click();
		const items = page.getByText('Given before, with the update of');
		await expect(items).toHaveCount(Number(count));
		await expect(page.getByRole('group', { name: /^Evidence \d+$/ })).toHaveCount(Number(count));
		await expect(page.getByLabel('Narrative', { exact: true })).toHaveValue('Still so, and more.');
		await expect(page.getByRole('radio', { name: 'Begun' })).toBeChecked();
		// What is there is not taken twice, and what is made of it is new.
		await take.click();
		await expect(items).toHaveCount(Number(count));
		await page
			.getByRole('group', { name: 'Evidence 1', exact: true })
			.getByLabel('Address', { exact: true })
			.fill('https://lodestone.example/another');
		if (javaScriptEnabled) await expect(items).toHaveCount(Number(count) - 1);
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await expect(page.getByRole('heading', { name: 'Preview of the update' })).toBeVisible();
		await context.close();
	});

/** Fills an evidence item of the form; criteria are numbered from 1, as people see them. */
async function fillEvidence(
	page: Page,
	number: number,
	item: { title: string; url: string; archived_url?: string; criteria: number[] }
): Promise<void> {
	const group = page.getByRole('group', { name: `Evidence ${number}`, exact: true });
	await group.getByRole('textbox', { name: 'Title' }).fill(item.title);
	await group.getByLabel('Address', { exact: true }).fill(item.url);
	await group.getByLabel('Address of an archived copy').fill(item.archived_url ?? '');
	for (const criterion of item.criteria)
		await group.getByRole('checkbox', { name: new RegExp(`^${criterion}\\. `) }).check();
}
