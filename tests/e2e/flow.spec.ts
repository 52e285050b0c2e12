import type { Locator, Page } from '@playwright/test';
import { scorecardOf, shown } from './support/api.ts';
import { arrive, fact, signInAs, visit } from './support/pages.ts';
import { tabTo } from './support/keyboard.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'flow', template: 'demonstration' } });

const GOAL = 'Signed provenance for training and inference code';
const GOAL_PAGE = '/workspace/lodestone/goals/build-provenance';
const NARRATIVE = 'Two of three build systems sign what they build.';
const MENDED = 'Two of three build systems sign what they build; the auditor checked both.';
const COMMENT = 'Say who checked it.';
const SINCE = 'What changed since it was returned';

const home = (page: Page, region: string) => page.getByRole('region', { name: region });
/** The link to this goal's update: the demonstration has another that waits. */
const waits = (page: Page) =>
	home(page, 'Waiting for your approval').getByRole('link', { name: `update of ${GOAL}` });
const narrative = (page: Page) => page.getByLabel('Narrative', { exact: true });

test('an update is submitted, returned, mended and published, by two people', async ({
	page: contributor,
	openPage,
	request
}) => {
	const security = async () => (await scorecardOf(request, 'lodestone')).areas.security;
	const before = await security();

	await test.step('the contributor posts it with two links on one page, in few steps', async () => {
		await signInAs(contributor, 'Mei-Lin Tsai');
		await contributor.goto(`${GOAL_PAGE}/updates/new`, { waitUntil: 'networkidle' });
		const evidence = (number: number) =>
			contributor.getByRole('group', { name: `Evidence ${number}`, exact: true });
		const title = (number: number) => evidence(number).getByRole('textbox', { name: 'Title' });
		const address = (number: number) => evidence(number).getByLabel('Address', { exact: true });
		const archived = evidence(1).getByLabel('Address of an archived copy');
		const steps = [
			() => contributor.getByRole('radio', { name: 'Partly delivered' }).check(),
			() => narrative(contributor).fill(NARRATIVE),
			() => title(1).fill('Signing log'),
			() => address(1).fill('https://lodestone.example/log'),
			() => archived.fill('https://archive.example/log'),
			() => evidence(1).getByRole('checkbox').first().check(),
			() => contributor.getByRole('button', { name: 'Add an evidence item' }).click(),
			() => title(2).fill('Design'),
			() => address(2).fill('https://lodestone.example/design'),
			() => evidence(2).getByRole('checkbox').nth(1).check(),
			() => contributor.getByRole('button', { name: 'Submit for approval' }).click()
		];
		expect(steps.length).toBeLessThanOrEqual(14);
		for (const step of steps) {
			await expect(contributor).toHaveURL(`${GOAL_PAGE}/updates/new`);
			await step();
		}
		await arrive(contributor, 'Preview of the update');
		await expect(contributor.getByText('Submitted. The leaders find it')).toBeVisible();
		await expect(contributor.getByRole('link', { name: 'Go on editing' })).toHaveCount(0);
		await contributor.goto('/workspace/lodestone');
		await expect(home(contributor, 'Submitted by you')).toContainText(
			/Partly delivered\s*Submitted/
		);
		expect(await security(), 'what is submitted moves nothing').toEqual(before);
	});

	await test.step('who begins another is told of it', async () => {
		const begun = home(contributor, 'Updates of this goal that are not published yet');
		await visit(contributor, `${GOAL_PAGE}/updates/new`, 'New progress update');
		await expect(begun).toContainText(/Partly delivered\s*Submitted\s*written by Mei-Lin Tsai/);
		await begun.getByRole('link', { name: 'Look at it' }).click();
		await arrive(contributor, 'Preview of the update');
	});

	const leader = await openPage();
	await test.step('a leader returns it with a comment, with the keyboard alone', async () => {
		await signInAs(leader, 'Ines Valderrama');
		await arrive(leader, 'Inbox');
		const look = waits(leader);
		await look.focus();
		await leader.keyboard.press('Enter');
		await arrive(leader, 'Preview of the update');
		await tabTo(leader, leader.locator('main summary').first());
		await leader.keyboard.press('Enter');
		await leader.keyboard.press('Tab');
		await leader.keyboard.type(COMMENT);
		await leader.keyboard.press('Tab');
		await leader.keyboard.press('Enter');
		await expect(leader.getByText('Returned to its author, with your comment.')).toBeVisible();
		await expect(home(leader, 'Comments')).toContainText(COMMENT);
		await expect(home(leader, SINCE)).toContainText('Nothing: it would say in public');
		await expect(leader.getByText('Its author has not submitted this yet.')).toBeVisible();
		await expect(leader.getByRole('button', { name: /publish/i })).toHaveCount(0);
	});

	await test.step('its author reads the comment first, takes back once, and submits again', async () => {
		await visit(contributor, '/workspace/lodestone', 'Inbox');
		const returned = home(contributor, 'Returned to you');
		await expect(returned).toContainText(COMMENT);
		await visit(contributor, `${GOAL_PAGE}/updates/new`, 'New progress update');
		await home(contributor, 'Updates of this goal that are not published yet')
			.getByRole('link', { name: 'Go on with it' })
			.click();
		await arrive(contributor, 'Edit the draft update');
		await visit(contributor, '/workspace/lodestone', 'Inbox');
		await returned.getByRole('link', { name: 'Revise and resubmit' }).click();
		await arrive(contributor, 'Edit the draft update');
		await expect(home(contributor, 'Ines Valderrama returned this')).toContainText(COMMENT);
		await narrative(contributor).fill(' ');
		await contributor.getByRole('button', { name: 'Submit for approval' }).click();
		await expect(contributor.getByRole('alert')).toContainText('Not ready to be submitted');
		await narrative(contributor).fill(MENDED);
		await contributor.getByRole('button', { name: 'Save draft and preview' }).click();
		await arrive(contributor, 'Preview of the update');
		await expect(home(contributor, SINCE).locator('ins')).toContainText('the auditor checked both');
		await contributor.getByRole('button', { name: 'Submit for approval' }).click();
		await expect(contributor.getByText('Submitted. The leaders find it')).toBeVisible();
		await contributor.getByRole('button', { name: 'Take it back' }).click();
		await expect(contributor.getByText('Taken back. It is a draft again.')).toBeVisible();
		await contributor.getByLabel('Your comment').fill('The auditor did.');
		await contributor.getByRole('button', { name: 'Comment' }).click();
		await expect(home(contributor, 'Comments')).toContainText('The auditor did.');
		await contributor.getByRole('button', { name: 'Submit for approval' }).click();
		await expect(contributor.getByText('Submitted. The leaders find it')).toBeVisible();
	});

	await test.step('the leader sees what was changed since, word by word', async () => {
		await leader.goto('/workspace/lodestone');
		await waits(leader).click();
		await arrive(leader, 'Preview of the update');
		const since = home(leader, SINCE);
		await expect(since.getByRole('term')).toHaveText(['Narrative']);
		await expect(since.locator('ins')).toHaveText(/; the auditor checked both/);
		await expect(since.locator('del')).toHaveCount(0);
	});

	await test.step('the leader sees what it will do to the scores, and it does', async () => {
		const effect = home(leader, 'What it does to the scores');
		const foretold = await effect.getByText(/^Security: evidenced/).textContent();
		await leader.getByRole('button', { name: 'Approve and publish' }).click();
		await arrive(leader, GOAL);
		await expect(leader.getByRole('status')).toContainText('Published as entry');
		const after = await security();
		expect(foretold).toBe(
			`Security: evidenced ${shown(before.evidenced)} → ${shown(after.evidenced)}; gap ${shown(before.gap)} → ${shown(after.gap)}`
		);
		await visit(contributor, '/lodestone/goals/build-provenance', GOAL);
		await expect(contributor.getByRole('main')).toContainText(MENDED);
		await expect(contributor.getByRole('main')).not.toContainText(COMMENT);
	});
});

test('the home page tells each goal that is due once, and folds closed goals away', async ({
	page
}) => {
	await signInAs(page, 'Ines Valderrama');
	await visit(page, '/workspace/lodestone', 'Inbox');
	const rows = home(page, 'Due soon').getByRole('listitem');
	await expect(rows.first()).toContainText(/^\s*\d+ days overdue/);
	await expect(rows.filter({ hasText: 'Standing bounty' })).toContainText('not closed');
	const titles = await rows.getByRole('link', { name: /^(?!New update)/ }).allInnerTexts();
	expect(titles.length).toBeGreaterThan(5);
	expect(new Set(titles).size).toBe(titles.length);
	const security = home(page, 'Security');
	await expect(security.locator('> ul').getByText('Closed')).toHaveCount(0);
	const closed = security.locator('details').getByRole('listitem');
	await expect(closed.first()).toBeHidden();
	await security.getByText('5 closed goals').click();
	await expect(closed).toHaveCount(5);
	await expect(closed.first()).toBeVisible();
});

test('an update with two links is posted with the keyboard alone, in few steps', async ({
	page
}) => {
	await signInAs(page, 'Ravi Chandrasekar');
	await page.goto(`${GOAL_PAGE}/updates/new`, { waitUntil: 'networkidle' });
	const evidence = (number: number) =>
		page.getByRole('group', { name: `Evidence ${number}`, exact: true });
	const title = (number: number) => evidence(number).getByRole('textbox', { name: 'Title' });
	const address = (number: number) => evidence(number).getByLabel('Address', { exact: true });
	const criterion = (number: number) => evidence(number).getByRole('checkbox').first();
	const press = (key: string) => () => page.keyboard.press(key);
	const type = (words: string) => () => page.keyboard.type(words);
	const grades = page.getByRole('radio');
	const steps: [Locator, () => Promise<void>][] = [
		[grades.first(), press('ArrowDown')],
		[narrative(page), type(NARRATIVE)],
		[title(1), type('Signing log')],
		[address(1), type('https://lodestone.example/log')],
		[criterion(1), press('Space')],
		[page.getByRole('button', { name: 'Add an evidence item' }), press('Enter')],
		// Adding an item leads into it.
		[title(2), type('Design')],
		[address(2), type('https://lodestone.example/design')],
		[criterion(2), press('Space')],
		[page.getByRole('button', { name: 'Submit for approval' }), press('Enter')]
	];
	expect(steps.length).toBeLessThanOrEqual(14);
	for (const [field, act] of steps) {
		await expect(page).toHaveURL(`${GOAL_PAGE}/updates/new`);
		await tabTo(page, field);
		await act();
	}
	await arrive(page, 'Preview of the update');
	await expect(page.getByRole('main')).toContainText('Begun');
	await expect(page.getByText('Submitted. The leaders find it')).toBeVisible();
});

test('what is typed is kept for another machine, until it is saved', async ({ page, openPage }) => {
	await signInAs(page, 'Ravi Chandrasekar');
	await page.goto(`${GOAL_PAGE}/updates/new`, { waitUntil: 'networkidle' });
	await narrative(page).fill('Half a sentence');
	await expect(page.getByText('What you typed is kept on the server.')).toBeVisible();

	const other = await openPage();
	await signInAs(other, 'Ravi Chandrasekar');
	const unsaved = home(other, 'Typed and not saved yet');
	await unsaved.getByRole('link', { name: 'Go on' }).click();
	await arrive(other, 'New progress update');
	await expect(narrative(other)).toHaveValue('Half a sentence');
	await expect(other.getByText('We restored your unsaved text')).toBeVisible();
	await other.getByRole('radio', { name: 'Begun' }).check();
	await other.getByRole('button', { name: 'Save draft and preview' }).click();
	await arrive(other, 'Preview of the update');
	await other.goto('/workspace/lodestone');
	await expect(home(other, 'Your drafts')).toContainText(GOAL);
	await expect(unsaved).toHaveCount(0);
});

test(
	'a form says why what is typed is not kept on the server',
	{ tag: '@long' },
	async ({ page }) => {
		await signInAs(page, 'Ravi Chandrasekar');
		const form = '/workspace/lodestone/goals/agent-control/updates/new';
		await page.goto(form, { waitUntil: 'networkidle' });
		const kept = page.getByText('What you typed is kept on the server.');
		const unreachable = page.getByText('The server cannot be reached');

		await test.step('because it is too large, until it is shorter', async () => {
			await narrative(page).fill('x'.repeat(1_000_001));
			await expect(page.getByText('This is too large to be kept on the server')).toBeVisible();
			await expect(unreachable).toHaveCount(0);
			await narrative(page).fill('Shorter.');
			await expect(kept).toBeVisible();
		});

		await test.step('because it cannot be reached', async () => {
			await page.route(/\/autosave$/, (route) => route.abort());
			await narrative(page).fill('Offline.');
			await expect(unreachable).toBeVisible();
			await page.unroute(/\/autosave$/);
			await narrative(page).fill('Online.');
			await expect(kept).toBeVisible();
		});

		await test.step('because nobody is signed in any more, and brings it back afterwards', async () => {
			await page.context().clearCookies();
			await narrative(page).fill('Typed while signed out.');
			const told = page.getByRole('status').filter({ hasText: 'You are signed out' });
			await expect(told).toBeVisible();
			await expect(unreachable).toHaveCount(0);
			await told.getByRole('link', { name: 'Sign in again' }).click();
			await page.getByRole('button', { name: 'Sign in as Ravi Chandrasekar' }).click();
			await arrive(page, 'New progress update');
			await expect(page).toHaveURL(form);
			await expect(narrative(page)).toHaveValue('Typed while signed out.');
			await expect(kept).toBeVisible();
		});
	}
);

test(
	'of what was typed in two places the newer is in the form, and the other is offered',
	{ tag: '@long' },
	async ({ page, openPage }) => {
		const form = '/workspace/lodestone/goals/jailbreak-classifiers/updates/new';
		const kept = (on: Page) =>
			on.waitForResponse((response) => response.request().method() === 'PUT');
		const other = (on: Page) => on.getByRole('button', { name: 'Show the other version' });
		await signInAs(page, 'Ravi Chandrasekar');
		await page.goto(form, { waitUntil: 'networkidle' });
		await Promise.all([kept(page), narrative(page).fill('Here.')]);

		const second = await openPage();
		await signInAs(second, 'Ravi Chandrasekar');
		await second.goto(form, { waitUntil: 'networkidle' });
		await expect(narrative(second)).toHaveValue('Here.');
		await Promise.all([kept(second), narrative(second).fill('Here, and there.')]);

		await test.step('a tab that is reloaded does not bring back what is older', async () => {
			await page.reload({ waitUntil: 'networkidle' });
			await expect(narrative(page)).toHaveValue('Here, and there.');
			await expect(other(page)).toBeVisible();
			await page.reload({ waitUntil: 'networkidle' });
			await Promise.all([kept(page), other(page).click()]);
			await expect(narrative(page)).toHaveValue('Here.');
			await Promise.all([kept(page), other(page).click()]);
			await expect(narrative(page)).toHaveValue('Here, and there.');
		});

		await test.step('what is typed before the copy could be read replaces nothing', async () => {
			const third = await openPage();
			await signInAs(third, 'Ravi Chandrasekar');
			const sent: string[] = [];
			third.on('request', (request) => sent.push(request.method()));
			let answer = () => {};
			const held = new Promise<void>((resolve) => {
				answer = resolve;
			});
			await third.route(/\/autosave\?form=/, (route) => held.then(() => route.continue()));
			await Promise.all([third.waitForRequest(/\/autosave\?form=/), third.goto(form)]);
			await narrative(third).fill('W');
			await third.waitForTimeout(2_000);
			expect(sent).not.toContain('PUT');
			answer();
			await expect(other(third)).toBeVisible();
			await expect(narrative(third)).toHaveValue('W');
			await other(third).click();
			await expect(narrative(third)).toHaveValue('Here, and there.');
		});
	}
);

test(
	'what is typed outlives that somebody else submits first, without JavaScript too',
	{ tag: '@long' },
	async ({ page: author, openPage, browser, baseURL }) => {
		await signInAs(author, 'Ravi Chandrasekar');
		await author.goto(`${GOAL_PAGE}/updates/new`, { waitUntil: 'networkidle' });
		await author.getByRole('radio', { name: 'Begun' }).check();
		await narrative(author).fill(NARRATIVE);
		await author.getByRole('button', { name: 'Save draft and preview' }).click();
		await arrive(author, 'Preview of the update');
		const draft = author.url().replace(/\/preview.*/, '');

		const plain = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false });
		const editors = [await openPage(), await plain.newPage()] as const;
		for (const [index, editor] of editors.entries()) {
			await signInAs(editor, ['Ines Valderrama', 'Kwabena Asare-Holt'][index]!);
			await editor.goto(draft, { waitUntil: 'networkidle' });
			await narrative(editor).fill(MENDED);
		}
		await author.getByRole('button', { name: 'Submit for approval' }).click();
		await expect(author.getByText('Submitted. The leaders find it')).toBeVisible();
		for (const editor of editors) {
			await editor.getByRole('button', { name: 'Save draft and preview' }).click();
			await expect(editor.getByRole('alert')).toContainText('It was submitted meanwhile');
			await expect(home(editor, 'The stored draft and yours')).toContainText(NARRATIVE);
			await expect(narrative(editor)).toHaveValue(MENDED);
			await expect(editor.getByRole('button', { name: /Replace|Save draft/ })).toHaveCount(0);
		}
		await plain.close();

		const [leader] = editors;
		await expect(leader.getByText('What you typed is kept on the server.')).toBeVisible();
		await leader.goto('/workspace/lodestone');
		await home(leader, 'Typed and not saved yet').getByRole('link', { name: 'Go on' }).click();
		await arrive(leader, 'Edit the draft update');
		await expect(leader.getByRole('main')).toContainText('It was submitted meanwhile');
		await expect(narrative(leader)).toHaveValue(MENDED);
		const dropped = leader.waitForResponse((response) => response.request().method() === 'DELETE');
		await leader.getByRole('button', { name: 'Discard it' }).click();
		await expect(narrative(leader)).toHaveValue(NARRATIVE);
		await dropped;
		await visit(leader, draft, 'Preview of the update');
	}
);

test('the two-person rule binds a leader until leaders switch it off, in public', async ({
	page: leader,
	request
}) => {
	await visit(leader, '/lodestone', 'Lodestone AI (fictional)');
	await expect(fact(leader, 'Two-person rule')).toContainText(/^On since/);
	await signInAs(leader, 'Kwabena Asare-Holt');
	await leader.goto(`${GOAL_PAGE}/updates/new`, { waitUntil: 'networkidle' });
	await leader.getByRole('radio', { name: 'Begun' }).check();
	await narrative(leader).fill('A leader wrote this.');
	await leader.getByRole('button', { name: 'Save draft and preview' }).click();
	await arrive(leader, 'Preview of the update');
	await expect(leader.getByText('under the two-person rule another leader')).toBeVisible();
	await expect(leader.getByRole('button', { name: /publish/i })).toHaveCount(0);
	const update = leader.url();

	await visit(leader, '/workspace/lodestone/members', 'Members');
	await leader.getByText('Switch the two-person rule off').click();
	await leader.getByRole('button', { name: 'Switch it off, in public' }).click();
	await expect(leader.getByRole('status')).toContainText('The rule was switched');
	expect(
		await (await request.get('/api/v1/organizations/lodestone/scorecard')).json()
	).toMatchObject({ two_person_rule: false });
	await visit(leader, '/lodestone', 'Lodestone AI (fictional)');
	await expect(fact(leader, 'Two-person rule')).toContainText(/^Off since/);
	await leader.goto(update);
	await leader.getByRole('button', { name: 'Publish the update' }).click();
	await expect(leader.getByRole('status')).toContainText('Published as entry');
});
