import type { Page } from '@playwright/test';
import { arrive, signInAs, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'teams', template: 'demonstration' } });

const KEY = 'build-provenance';
const GOAL = 'Signed provenance for training and inference code';

test('a leader gives a team a goal, and whoever is removed leaves both at once', async ({
	page: leader,
	openPage
}) => {
	const contributor = await openPage();
	await signInAs(leader, 'Ines Valderrama');
	await signInAs(contributor, 'Mei-Lin Tsai');

	await test.step('makes a team and puts somebody on it', async () => {
		await leader.getByRole('link', { name: 'Teams', exact: true }).click();
		await arrive(leader, 'Teams');
		const make = leader.getByRole('region', { name: 'New team' });
		await make.getByLabel('Name').fill('Builds');
		await make.getByRole('button', { name: 'Create the team' }).click();
		const team = leader.getByRole('region', { name: 'Builds' });
		await expect(team).toContainText('Nobody is on it yet.');

		await make.getByLabel('Name').fill('Builds');
		await make.getByRole('button', { name: 'Create the team' }).click();
		await expect(leader.getByRole('alert')).toContainText('is taken by another team');

		await team.getByText('Change Builds').click();
		await team.getByRole('checkbox', { name: 'Mei-Lin Tsai' }).check();
		await team.getByRole('button', { name: 'Save the members' }).click();
		await expect(team).toContainText('On it: Mei-Lin Tsai');
		await arrive(leader, 'Teams');
		await expect(leader.getByRole('region', { name: 'Goals without an owner' })).toContainText(
			GOAL
		);
	});

	await test.step('names the owners of a goal, which is then its members’', async () => {
		await visit(leader, `/workspace/lodestone/goals/${KEY}`, GOAL);
		const owners = leader.getByRole('region', { name: 'Owners' });
		await expect(owners).toContainText('Nobody owns this goal yet.');
		await owners.getByText('Change the owners').click();
		await owners.getByRole('checkbox', { name: 'Builds' }).check();
		await owners.getByRole('button', { name: 'Save the owners' }).click();
		await expect(leader.getByText('Saved.')).toBeVisible();
		await expect(owners.getByText('Builds', { exact: true }).first()).toBeVisible();

		await visit(contributor, '/workspace/lodestone', 'Inbox');
		const row = contributor.getByRole('listitem').filter({ hasText: GOAL });
		await expect(row.first()).toContainText('Yours');
		await expect(row.first()).toContainText('Owned by Builds');
		await visit(contributor, '/workspace/lodestone/teams', 'Teams');
		await expect(contributor.getByRole('button', { name: 'Create the team' })).toHaveCount(0);
		await expect(contributor.getByRole('region', { name: 'Builds' })).toContainText(GOAL);
	});

	await test.step('all of it stands in the log, which can be asked for one goal', async () => {
		await visit(contributor, '/workspace/lodestone/activity', 'Activity');
		const rows = contributor.getByRole('region', { name: 'Activity' }).getByRole('row');
		await expect(rows.nth(1)).toContainText('Made Builds an owner of the goal');
		await expect(rows.nth(2)).toContainText('Put Mei-Lin Tsai on the team Builds');
		await expect(rows.nth(3)).toContainText('Created the team Builds');
		await contributor.getByLabel('Goal').selectOption(GOAL);
		await contributor.getByRole('button', { name: 'Show' }).click();
		await expect(contributor).toHaveURL(/goal=build-provenance/);
		await expect(rows).toHaveCount(2);
		await contributor.getByLabel('Who').selectOption('Mei-Lin Tsai');
		await contributor.getByRole('button', { name: 'Show' }).click();
		await expect(contributor.getByText('No activity matches.')).toBeVisible();
	});

	await test.step('removes the member, and reads what nobody owns any more', async () => {
		await visit(leader, '/workspace/lodestone/members', 'Members');
		leader.once('dialog', (dialog) => dialog.accept());
		await leader.getByRole('button', { name: 'Remove Mei-Lin Tsai' }).click();
		const notice = leader.getByRole('status');
		await expect(notice).toContainText('Mei-Lin Tsai is removed. Nobody owns these goals any more');
		await expect(notice.getByRole('link', { name: GOAL })).toBeVisible();
		await arrive(leader, 'Members');

		// Whose session is still open.
		const answer = await contributor.goto('/workspace/lodestone/activity');
		expect(answer?.status()).toBe(404);
		await visit(leader, '/workspace/lodestone/teams', 'Teams');
		const team = leader.getByRole('region', { name: 'Builds' });
		await expect(team).toContainText('Nobody is on it yet.');
		await expect(team.getByRole('checkbox', { name: 'Mei-Lin Tsai' })).toHaveCount(0);
	});
});

test(
	'whoever leaves one leader alone is told what that means first, without JavaScript too',
	{ tag: '@long' },
	async ({ page, browser, baseURL }) => {
		const plain = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false });
		const colleague = 'Kwabena Asare-Holt';
		const rowOf = (on: Page) => on.getByRole('row').filter({ hasText: colleague });
		for (const leader of [page, await plain.newPage()]) {
			await signInAs(leader, 'Ines Valderrama');
			await leader.goto('/workspace/lodestone/members');
			const row = rowOf(leader);
			const told = leader.getByRole('alert');
			leader.on('dialog', (dialog) => dialog.accept());
			await leader.getByRole('button', { name: `Remove ${colleague}` }).click();
			await expect(told).toContainText('Only Ines Valderrama would be left as leader.');
			await expect(told.getByRole('button')).toHaveText(`Remove ${colleague} all the same`);
			await expect(row).toBeVisible();
			if (leader === page) {
				await arrive(page, 'Members');
				await expect(told).toBeFocused();
			}

			await row.getByRole('combobox').selectOption('reviewer');
			await row.getByRole('button', { name: 'Set role' }).click();
			await expect(told.getByRole('button')).toHaveText(/to reviewer all the same$/);
			await row.getByRole('combobox').selectOption('contributor');
			await row.getByRole('button', { name: 'Set role' }).click();
			await expect(told.getByRole('button')).toHaveText(/to contributor all the same$/);
			if (leader === page) await expect(told).toBeFocused();
			await leader.goto('/workspace/lodestone/members');
			await expect(row.getByRole('combobox')).toHaveValue('leader');
			await expect(leader.getByText('Saved.')).toHaveCount(0);
		}
		const row = rowOf(page);
		await row.getByRole('combobox').selectOption('contributor');
		await row.getByRole('button', { name: 'Set role' }).click();
		await page.getByRole('button', { name: /to contributor all the same$/ }).click();
		await expect(page.getByText('Saved.')).toBeVisible();
		await page.reload();
		await expect(row.getByRole('combobox')).toHaveValue('contributor');
		await plain.close();
	}
);

test('people are invited one after the other', { tag: '@long' }, async ({ page }) => {
	await signInAs(page, 'Ines Valderrama');
	await page.goto('/workspace/lodestone/members', { waitUntil: 'networkidle' });
	for (const role of ['contributor', 'reviewer', 'leader']) {
		await page.getByLabel('E-mail address').fill(`${role}@else.example`);
		await page.getByLabel('Role', { exact: true }).selectOption(role);
		await page.getByRole('button', { name: 'Create an invitation link' }).click();
		await expect(page.getByRole('status')).toContainText(`${role}@else.example`);
	}
});
