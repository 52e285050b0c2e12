import { rm } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { AREAS } from '../../src/lib/record/vocabulary.ts';
import { m } from '../../src/lib/paraglide/messages.js';
import { scorecardOf } from './support/api.ts';
import { runOperator, startServer, type Server } from './support/app.ts';
import { arrive, visit } from './support/pages.ts';
import { stopInPeace } from './support/stop.ts';
import { copyOf } from './support/templates.ts';
import { expect, test as base } from './support/test.ts';

/** A server of an instance that nobody has set up. */
const test = base.extend<object, { server: Server }>({
	server: [
		// eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
		async ({}, use) => {
			const directory = await copyOf('empty');
			const server = await startServer(directory, { DEMO: 'off' });
			await use(server);
			await stopInPeace(server, /"status":5/);
			await rm(directory, { recursive: true });
		},
		{ scope: 'worker', timeout: 60_000 }
	]
});

const GOALS = AREAS.map((area) => ({ title: `Goal on ${area}`, area }));
GOALS.push({ title: 'One more goal on security', area: 'security' });

test('a leader of a new lab gets from the set-up link to a public roadmap with five goals in at most 60 interactions', async ({
	page,
	openPage,
	request,
	server
}) => {
	let count = 0;
	const click = async (element: Locator) => {
		count += 1;
		await element.click();
	};
	const fill = async (label: string, text: string) => {
		count += 1;
		await page.getByLabel(label, { exact: true }).fill(text);
	};
	const link = (name: string) => page.getByRole('link', { name, exact: true }).first();
	const button = (name: string) => page.getByRole('button', { name, exact: true });

	const { output } = await runOperator(server.dataDir, 'set-up-link');
	const { pathname, search } = new URL(/http\S+\/workspace\/set-up\?token=\S+/.exec(output)![0]);
	count += 1;
	await page.goto(server.origin + pathname + search, { waitUntil: 'networkidle' });
	await fill('Name of the organization', 'Northlight AI');
	await expect(page.getByLabel('Short name in addresses')).toHaveValue('northlight-ai');
	await fill('Web site', 'https://northlight.example');
	await fill('Your name', 'Ada Nkemelu');
	await fill('Your e-mail address', 'ada@northlight.example');
	await fill('Your password', 'a long enough password');
	await click(button('Set up'));
	await arrive(page, 'Inbox');

	const checklist = page.getByRole('region', { name: 'What to do next' });
	const step = (name: string) => checklist.getByRole('listitem').filter({ hasText: name });
	await expect(step('Write the goals')).toContainText('to do');
	await expect(step('Invite somebody')).toContainText('to do');
	for (const [index, { title, area }] of GOALS.entries()) {
		if (index) await click(link('Inbox'));
		await click(link('New goal'));
		await arrive(page, 'New goal');
		await fill('Title', title);
		await click(page.getByRole('radio', { name: m.area_name({ area }) }));
		await fill('Statement', 'What we will have done by then.');
		await fill('Criterion 1', `An auditor confirms: ${title}`);
		await click(button('Save draft and preview'));
		await arrive(page, 'Preview of the goal');
	}
	await click(link('Inbox'));
	await expect(step('Write the goals')).toContainText('done');

	const reader = await openPage();
	await visit(reader, '/northlight-ai', 'Northlight AI');
	await expect(reader.getByText('so there is no score')).toBeVisible();
	await click(checklist.getByRole('link', { name: 'Publish goals together' }));
	await arrive(page, 'Publish goals together');
	await click(button('Publish 5 goals'));
	await arrive(page, 'Inbox');
	await expect(page.getByText('Published. The goals are now')).toBeVisible();
	await expect(checklist).toHaveCount(0);

	const { goals } = await scorecardOf(request, 'northlight-ai');
	expect(goals.map(({ title }) => title).sort()).toEqual(GOALS.map(({ title }) => title).sort());
	await visit(reader, '/northlight-ai/goals', /\S/);
	for (const { title } of GOALS)
		await expect(reader.getByRole('link', { name: title, exact: true })).toBeVisible();
	expect(count).toBeLessThanOrEqual(60);
});

test('what is not ready is named with what it lacks, and keeps nothing else waiting', async ({
	page
}) => {
	await page.goto('/workspace/sign-in');
	await page.getByLabel('E-mail address', { exact: true }).fill('ada@northlight.example');
	await page.getByRole('textbox', { name: 'Password' }).fill('a long enough password');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await arrive(page, 'Inbox');
	for (const [title, statement] of [
		['A whole goal', 'What we promise.'],
		['A half goal', '']
	] as const) {
		await visit(page, '/workspace/northlight-ai/new-goal', 'New goal');
		await page.getByLabel('Title', { exact: true }).fill(title);
		await page.getByRole('radio', { name: 'Policy' }).check();
		await page.getByLabel('Statement', { exact: true }).fill(statement);
		await page.getByLabel('Owner').selectOption('Ada Nkemelu');
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await arrive(page, 'Preview of the goal');
	}
	await visit(page, '/workspace/northlight-ai/publish', 'Publish goals together');
	const unready = page.getByRole('region', { name: '1 goal is not ready' });
	await expect(unready.getByRole('listitem').filter({ hasText: 'A half goal' })).toContainText(
		'statement'
	);
	await page.getByRole('button', { name: 'Publish 1 goal', exact: true }).click();
	await arrive(page, 'Inbox');
	const waiting = page.getByRole('region', { name: 'Waiting for publication' });
	await expect(waiting).toContainText('A half goal');
	await expect(waiting).not.toContainText('A whole goal');
	await page
		.getByRole('region', { name: 'Everything' })
		.getByRole('link', { name: 'A whole goal' })
		.click();
	await arrive(page, 'A whole goal');
	await expect(page.getByRole('region', { name: 'Owners' })).toContainText('Ada Nkemelu');
});
