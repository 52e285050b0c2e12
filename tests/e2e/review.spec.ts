import type { Page } from '@playwright/test';
import { scorecardOf, shown, soundRecord } from './support/api.ts';
import { arrive, fact, signInAs, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'review', template: 'demonstration' } });

const GOAL = 'Study of data retention and misuse detection';
const KEY = 'retention-study';
const REVIEWER = 'Dr Noor Haddad';
const STATEMENT = 'The log exists. **Nobody outside** has rebuilt a component.';
const ANSWER = 'We will have three components rebuilt by an outside party.';

/** The newest of the goal's published updates, as the workspace lists them for review. */
const newest = (page: Page) =>
	page.getByRole('region', { name: 'Reviews' }).getByRole('listitem').first();

test('an invited reviewer publishes a review, and the organization answers it beside the grade', async ({
	page: leader,
	openPage,
	request
}) => {
	const reviewer = await openPage();
	const reader = await openPage();
	const safeguards = async () => (await scorecardOf(request, 'lodestone')).areas.safeguards;
	const before = await safeguards();
	let link = '';

	await test.step('the leader invites a reviewer and states what they may see', async () => {
		await signInAs(leader, 'Ines Valderrama');
		await leader.getByRole('link', { name: 'Members' }).click();
		await arrive(leader, 'Members');
		const access = leader.getByRole('group', { name: 'Access of a reviewer' });
		await expect(access).toBeHidden();
		await leader.getByLabel('E-mail').fill('noor@haddad.example');
		await leader.getByRole('combobox', { name: 'Role', exact: true }).selectOption('reviewer');
		await access.getByRole('radio', { name: /^The workspace, redactions kept/ }).check();
		await leader.getByRole('button', { name: /invitation/ }).click();
		const shown = leader.getByRole('status').locator('code');
		link = new URL((await shown.textContent())!).pathname;
		await expect(leader.getByRole('main')).toContainText('Access: The workspace, redactions kept.');
	});

	await test.step('the reviewer is told, and accepts', async () => {
		await visit(reviewer, link, /^Join Lodestone/);
		await expect(reviewer.getByRole('main')).toContainText(
			'of redacted evidence no more than the public sees'
		);
		await reviewer.getByLabel('Your name').fill(REVIEWER);
		await reviewer.getByLabel('Password').fill('a long enough password');
		await reviewer.getByRole('button', { name: 'Accept' }).click();
		await arrive(reviewer, 'Inbox');
	});

	await test.step('the reviewer drafts a review, which asks for every judgement', async () => {
		await reviewer.getByRole('link', { name: GOAL }).last().click();
		await arrive(reviewer, GOAL);
		await newest(reviewer)
			.getByRole('link', { name: /^Review this update/ })
			.click();
		await arrive(reviewer, 'Review an update');
		await expect(reviewer.getByRole('region', { name: 'The update under review' })).toBeVisible();
		await reviewer.getByLabel('Statement').fill(STATEMENT);
		await reviewer.getByRole('button', { name: 'Save draft and preview' }).click();
		await expect(reviewer.getByRole('alert')).toContainText('Sufficiency of the evidence');
		await expect(reviewer.getByLabel('Statement')).toHaveValue(STATEMENT);
		await reviewer.getByRole('radio', { name: 'Begun' }).check();
		await reviewer
			.getByRole('group', { name: 'Do you agree' })
			.getByRole('radio', { name: 'No' })
			.check();
		await reviewer.getByRole('radio', { name: 'Insufficient' }).check();
		await reviewer.getByRole('button', { name: 'Save draft and preview' }).click();
	});

	await test.step('it is not published before everything is declared', async () => {
		await arrive(reviewer, 'Preview of your review');
		const missing = reviewer.getByRole('region', { name: 'Before it can be published' });
		await expect(missing).toContainText('Declare your relation');
		await expect(missing).toContainText('Say what you saw beyond what is public');
		await expect(reviewer.getByRole('button', { name: 'Publish the review' })).toHaveCount(0);
		await reviewer.getByRole('link', { name: 'Go on editing' }).click();
		await arrive(reviewer, 'Edit your review');
		await expect(reviewer.getByRole('radio', { name: 'Begun' })).toBeChecked();
		await reviewer.getByLabel('Relation to the organization').fill('Paid by a foundation.');
		await reviewer.getByLabel('Conflicts of interest').fill('None.');
		await reviewer.getByLabel('Material that is not public').fill('Two drafts of updates.');
		await reviewer.getByRole('button', { name: 'Save draft and preview' }).click();
		await arrive(reviewer, 'Preview of your review');
		await expect(missing).toHaveCount(0);
		await expect(fact(reviewer, 'Reviewer')).toHaveText(REVIEWER);
		await expect(fact(reviewer, 'Access')).toHaveText('saw drafts, and nothing that is redacted');
	});

	await test.step('the organization sees nothing of the draft', async () => {
		await visit(leader, `/workspace/lodestone/goals/${KEY}`, GOAL);
		await expect(leader.getByRole('main')).not.toContainText(REVIEWER);
		await expect(leader.getByRole('main')).not.toContainText('Nobody outside');
		await leader.goto(reviewer.url());
		await expect(leader.getByRole('main')).toContainText('This page is for the role reviewer');
	});

	await test.step('published, it does to the scores what the preview said, and stands in public', async () => {
		const foretold = await reviewer
			.getByRole('region', { name: 'What it does to the scores' })
			.getByText(/^Safeguards: evidenced/)
			.textContent();
		await reviewer.getByRole('button', { name: 'Publish the review' }).click();
		await arrive(reviewer, GOAL);
		const after = await safeguards();
		expect(after.evidenced).toBeLessThan(before.evidenced!);
		expect(foretold).toBe(
			`Safeguards: evidenced ${shown(before.evidenced)} → ${shown(after.evidenced)}; gap ${shown(before.gap)} → ${shown(after.gap)}`
		);
		await expect(reviewer.getByRole('status')).toContainText('Published as entry');
		const leftOut = 'Redacted evidence is left out of what you see here';
		await expect(reviewer.getByRole('main')).toContainText(leftOut);
		await leader.goto(`/workspace/lodestone/goals/${KEY}`);
		await expect(leader.getByRole('main')).not.toContainText(leftOut);
		await visit(reader, `/lodestone/goals/${KEY}`, GOAL);
		const review = reader.getByRole('article', { name: 'Independent review' }).first();
		await expect(review).toContainText('Does not agree with the grade');
		await expect(review.locator('strong', { hasText: 'Nobody outside' })).toBeVisible();
		await expect(fact(review, 'Material that is not public')).toHaveText('Two drafts of updates.');
		await expect(reader.getByRole('main')).toContainText(
			`Grade given by the reviewer, ${REVIEWER}`
		);
	});

	await test.step('the leader answers, after a look at what becomes public', async () => {
		await leader.goto(`/workspace/lodestone/goals/${KEY}`);
		await newest(leader).getByRole('link', { name: 'Answer this review' }).click();
		await arrive(leader, 'Answer a review');
		await leader.getByRole('button', { name: 'Preview the answer' }).click();
		await expect(leader.getByRole('alert')).toContainText('Answer');
		await leader.getByLabel('Answer', { exact: true }).fill(ANSWER);
		await leader.getByRole('button', { name: 'Preview the answer' }).click();
		await arrive(leader, 'Preview of the answer');
		await expect(leader.getByRole('region', { name: /^Answer by Lodestone/ })).toContainText(
			ANSWER
		);
		await leader.getByRole('button', { name: 'Publish the answer' }).click();
		await arrive(leader, GOAL);
		await expect(newest(leader).getByRole('link', { name: 'Answer this review' })).toHaveCount(0);
	});

	await test.step('the public reads the answer with the review, marked as the organization’s', async () => {
		await reader.reload();
		await arrive(reader, GOAL);
		const answer = reader
			.getByRole('article', { name: 'Independent review' })
			.first()
			.getByRole('region', { name: /^Answer by Lodestone/ });
		await expect(answer).toContainText(ANSWER);
		const [review, answered] = (await soundRecord(request)).slice(-2);
		expect(review).toMatchObject({
			kind: 'review.published',
			goal: KEY,
			reviewer: { name: REVIEWER, relation: 'Paid by a foundation.', access: 'redacted' },
			grade: 1,
			agrees: 'no',
			evidence: 'insufficient',
			statement: STATEMENT
		});
		expect(answered).toMatchObject({
			kind: 'review.answered',
			review: review!.seq,
			statement: ANSWER
		});
	});

	await test.step('the leader changes what the reviewer may see', async () => {
		await visit(leader, '/workspace/lodestone/members', 'Members');
		const row = leader.getByRole('row').filter({ hasText: REVIEWER });
		await row.getByRole('combobox', { name: /^Access of/ }).selectOption('public');
		await row.getByRole('button', { name: 'Set access' }).click();
		await expect(row.getByRole('combobox', { name: /^Access of/ })).toHaveValue('public');
		await newest(reviewer)
			.getByRole('link', { name: /^Review this update/ })
			.click();
		await expect(reviewer.getByRole('main')).toContainText('Your access: Public material');
	});
});

test('redacted evidence is counted in public, by category and goal', async ({ page, request }) => {
	const entries = await soundRecord(request);
	const redacted = entries.filter(
		(entry) =>
			entry.organization === 'lodestone' &&
			'evidence' in entry &&
			Array.isArray(entry.evidence) &&
			entry.evidence.some(({ visibility }) => visibility === 'redacted')
	);
	expect(redacted.length).toBeGreaterThan(0);
	await visit(page, '/lodestone', /^Lodestone/);
	await page.getByRole('link', { name: 'Reviews and evidence', exact: true }).click();
	const line = page.getByRole('region', { name: 'What stands behind the claims' });
	await expect(line).toContainText(/\d+ of \d+ evidence items (is|are) redacted:/);
	await line
		.getByRole('listitem')
		.filter({ hasText: 'withheld for' })
		.getByRole('link')
		.first()
		.click();
	await expect(page.getByText('Redacted', { exact: true }).first()).toBeVisible();
});
