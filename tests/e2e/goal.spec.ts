import { roadmapOf, scorecardOf } from './support/api.ts';
import { arrive, daysAgo, inWords, signInAs, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'goal', template: 'demonstration' } });

const TITLE = 'Watermark every generated image';
const KEY = 'watermark-every-generated-image';
const PUBLIC = `/lodestone/goals/${KEY}`;
const CRITERIA = [
	'Every image product embeds the mark',
	'An outside party detects it in 95 of 100 cropped images'
];
const STATEMENT = 'Mark images **so that** anyone can tell they were generated, in every product.';
const REASON = 'The interface for developers cannot carry the mark before its next version.';

test('a leader sets a goal, and the public sees each step', async ({ page, request }) => {
	const before = await scorecardOf(request, 'lodestone');
	const goalNow = async () =>
		(await scorecardOf(request, 'lodestone')).goals.find(({ key }) => key === KEY);
	await signInAs(page, 'Ines Valderrama');

	await test.step('sets it, with an error first: nothing typed is lost', async () => {
		await arrive(page, 'Inbox');
		await page.getByRole('link', { name: 'New goal' }).click();
		await arrive(page, 'New goal');
		await page.getByLabel('Statement', { exact: true }).fill(STATEMENT);
		await page.getByLabel('Criterion 1', { exact: true }).fill(CRITERIA[0]!);
		await page.getByRole('button', { name: 'Add a criterion' }).click();
		await page.getByLabel('Criterion 2', { exact: true }).fill(CRITERIA[1]!);
		await page.getByRole('radio', { name: 'Stated' }).check();
		await page.getByLabel('Day of the target').fill('');
		await page.getByRole('radio', { name: 'Feasible' }).check();
		await page.getByRole('button', { name: 'Save draft and preview' }).click();

		const alert = page.getByRole('alert');
		await expect(alert).toContainText('Nothing was saved yet');
		await expect(alert).toContainText('Area must be chosen');
		await expect(alert).toContainText('Day of the target is needed');
		await arrive(page, 'New goal');
		await expect(page.getByLabel('Statement', { exact: true })).toHaveValue(STATEMENT);
		await expect(page.getByLabel('Criterion 1', { exact: true })).toHaveValue(CRITERIA[0]!);
		await expect(page.getByLabel('Criterion 2', { exact: true })).toHaveValue(CRITERIA[1]!);
		await expect(page.getByRole('radio', { name: 'Stated' })).toBeChecked();
		await expect(page.getByRole('radio', { name: 'Feasible' })).toBeChecked();
		await alert.getByRole('link', { name: /^Title/ }).click();
		await expect(page.getByLabel('Title', { exact: true })).toBeFocused();

		await page.keyboard.type(TITLE);
		await expect(page.getByLabel('Key')).toHaveValue(KEY);
		await page.getByRole('radio', { name: 'Policy' }).check();
		await page.getByLabel('Day of the target').fill(daysAgo(-200));
		await page.getByRole('button', { name: 'Save draft and preview' }).click();

		await arrive(page, 'Preview of the goal');
		await expect(page.getByRole('region', { name: 'What becomes public' })).toContainText(TITLE);
		expect((await request.get(PUBLIC)).status(), 'a draft is nobody’s to see').toBe(404);
		expect(await goalNow()).toBeUndefined();
	});

	await test.step('publishes it', async () => {
		await page.getByRole('button', { name: 'Publish the goal' }).click();
		await arrive(page, TITLE);
		await expect(page.getByRole('status')).toContainText('Published as entry');
		expect(await goalNow()).toMatchObject({ state: 'open', target: daysAgo(-200), in_set: true });

		await page.getByRole('link', { name: 'Public page of the goal' }).click();
		await arrive(page, TITLE);
		const main = page.getByRole('main');
		for (const criterion of CRITERIA) await expect(main).toContainText(criterion);
		await expect(main).toContainText(inWords(daysAgo(-200)));
		await expect(page.getByRole('strong').getByText('so that')).toBeVisible();
		await visit(page, '/lodestone', 'Lodestone AI (fictional)');
		await expect(page.getByRole('region', { name: 'Latest changes' })).toContainText(TITLE);
	});

	// The new goal weighs: one goal more, and not one score better.
	const after = await scorecardOf(request, 'lodestone');
	expect(after.areas.policy.n).toBe(before.areas.policy.n + 1);
	expect(after.areas.policy.evidenced).toBeLessThan(before.areas.policy.evidenced!);
	expect(after.seq).toBe(before.seq + 1);
});

test('a leader sets a goal with a condition, and the public sees that nobody has judged it', async ({
	page,
	request
}) => {
	const CONDITION = 'A model can plan an attack on a power grid';
	await signInAs(page, 'Ines Valderrama');
	await visit(page, '/workspace/lodestone/new-goal', 'New goal');
	await page.getByLabel('Title', { exact: true }).fill('Guard the grid');
	await page.getByLabel('Statement', { exact: true }).fill('Keep such a model to ourselves.');
	await page.getByLabel('Criterion 1', { exact: true }).fill('Access is limited');
	await page.getByRole('radio', { name: 'Safeguards' }).check();
	await expect(page.getByLabel('Condition', { exact: true })).toBeHidden();
	await page.getByRole('radio', { name: 'Stated' }).check();
	await page.getByLabel('Day of the target').fill(daysAgo(-90));
	await page.getByRole('radio', { name: 'Yes: only if a condition is met' }).check();
	await expect(page.getByLabel('Day of the target')).toBeHidden();
	await page.getByRole('button', { name: 'Save draft and preview' }).click();
	const alert = page.getByRole('alert');
	await expect(alert).toContainText('Condition is needed');
	await expect(alert).toContainText('Days from the condition is needed');
	await page.getByLabel('Condition', { exact: true }).fill(CONDITION);
	await page.getByLabel('Threshold', { exact: true }).fill('By two of our five tests');
	await page.getByLabel('Days from the condition').fill('90');
	await page.getByRole('button', { name: 'Save draft and preview' }).click();

	await arrive(page, 'Preview of the goal');
	const preview = page.getByRole('region', { name: 'What becomes public' });
	await expect(preview).toContainText(CONDITION);
	await expect(preview).toContainText('By two of our five tests');
	await expect(preview).toContainText('90 days from the day on which the condition is met, stated');
	await page.getByRole('button', { name: 'Publish the goal' }).click();
	await arrive(page, 'Guard the grid');

	const listed = `If ${CONDITION}: not yet judged`;
	for (const [path, heading] of [
		['/lodestone/calendar', 'Calendar'],
		['/lodestone/areas/safeguards', 'Safeguards']
	] as const) {
		await visit(page, path, heading);
		const list = page.getByRole('region', { name: 'Conditional goals' });
		await expect(list).toContainText(listed);
		await expect(list).toContainText('90 days after the condition is met');
	}
	const goal = (await scorecardOf(request, 'lodestone')).goals.find(
		({ key }) => key === 'guard-the-grid'
	);
	expect(goal).toMatchObject({ in_set: false, target: null });

	await visit(page, '/workspace/lodestone/goals/guard-the-grid/revise', 'Revise the goal');
	await expect(page.getByRole('main')).toContainText('its condition never changes');
	await page.getByLabel('Days from the condition').fill('180');
	await expect(page.getByRole('main')).toContainText('The target date moves later or is dropped.');
	await page.getByRole('radio', { name: 'Date moved' }).check();
	await page.getByRole('button', { name: 'Save draft and see the difference' }).click();
	await expect(page.getByRole('region', { name: 'What becomes public' })).toContainText(
		'180 days from the day on which the condition is met, stated'
	);
	await page.getByText('Discard this draft').click();
	await page.getByRole('button', { name: 'Discard the draft' }).click();
	await expect(page.getByText('Discarded. Nothing was published.')).toBeVisible();
});

/** Another of the demonstration, of three criteria, that is not closed. */
const REVISED = { key: 'account-clusters', title: 'Misuse spread over several accounts' };

test('one leader drafts a revision, another returns it and then publishes it', async ({
	page,
	openPage,
	request
}) => {
	const workspace = `/workspace/lodestone/goals/${REVISED.key}`;
	const before = await scorecardOf(request, 'lodestone');
	const { goals } = await roadmapOf(request, 'lodestone');
	const { criteria } = goals.find(({ key }) => key === REVISED.key)!.revisions.at(-1)!;
	await signInAs(page, 'Ines Valderrama');

	await test.step('drafts it, with an error first, and comes back to it', async () => {
		await visit(page, workspace, REVISED.title);
		await page.getByRole('link', { name: 'Revise', exact: true }).click();
		await arrive(page, 'Revise the goal');
		await expect(page.getByRole('main')).toContainText('another leader publishes it');
		await page.getByRole('button', { name: 'Remove criterion 3' }).click();
		await page.getByLabel('Public reason', { exact: true }).fill('Too much.');
		await page.getByRole('button', { name: 'Save draft and see the difference' }).click();
		await expect(page.getByRole('alert')).toContainText('Kind of change must be chosen');
		await expect(page.getByLabel('Public reason', { exact: true })).toHaveValue('Too much.');
		await page.getByRole('radio', { name: 'Narrowed' }).check();
		await page.getByRole('button', { name: 'Save draft and see the difference' }).click();

		await arrive(page, 'Preview of the revision');
		const changes = page.getByRole('region', { name: 'What changes' });
		await expect(changes).toContainText('Too much.');
		await expect(changes.getByRole('deletion')).toContainText([criteria[2]!]);
		await expect(page.getByRole('region', { name: 'What it does to the scores' })).toContainText(
			'It counts among the weakening changes: Narrowed.'
		);
		await expect(page.getByRole('button', { name: 'Publish the revision' })).toHaveCount(0);
		await page.goto('/workspace/lodestone');
		const drafts = page.getByRole('region', { name: 'Drafts and proposals' });
		await expect(drafts).toContainText(
			`Revision of “${REVISED.title}”, a draft by Ines Valderrama`
		);
		await page.goto(workspace);
		await page.getByRole('link', { name: 'Edit the draft revision' }).click();
		await arrive(page, 'Revise the goal');
		await expect(page.getByRole('radio', { name: 'Narrowed' })).toBeChecked();
		await page.getByRole('button', { name: 'Save draft and see the difference' }).click();
		await page.getByRole('button', { name: 'Propose to the other leaders' }).click();
		await arrive(page, 'Proposed revision');
		await expect(page.getByText('Proposed. Another leader finds it')).toBeVisible();
		expect(await (await request.get(`/lodestone/goals/${REVISED.key}`)).text()).not.toContain(
			'Too much.'
		);
	});

	const second = await openPage();
	const find = async () => {
		await second.goto('/workspace/lodestone');
		const waiting = second.getByRole('region', { name: 'Drafts and proposals' });
		await expect(waiting).toContainText('proposed by Ines Valderrama; it waits for you');
		await waiting.getByRole('link', { name: /^Review Revision of/ }).click();
		await arrive(second, 'Proposed revision');
	};
	await test.step('another leader returns it with a comment, and gets it back', async () => {
		await signInAs(second, 'Kwabena Asare-Holt');
		await find();
		await second.getByText('Return with a comment').click();
		await second.getByLabel('What has to change').fill('Say for whom.');
		await second.getByRole('button', { name: 'Return to the author' }).click();
		await expect(second.getByRole('status')).toContainText('Who proposed it finds your comment.');

		await page.goto('/workspace/lodestone');
		const returned = page.getByRole('region', { name: 'Drafts and proposals' });
		await expect(returned).toContainText('Say for whom.');
		await returned.getByRole('link', { name: /^Review Revision of/ }).click();
		await expect(page.getByRole('main')).toContainText(
			'Kwabena Asare-Holt returned this: Say for whom.'
		);
		await page.getByRole('link', { name: 'Go on editing' }).click();
		await page.getByLabel('Public reason', { exact: true }).fill(REASON);
		await page.getByRole('button', { name: 'Save draft and see the difference' }).click();
		await page.getByRole('button', { name: 'Propose to the other leaders' }).click();
		await arrive(page, 'Proposed revision');
	});

	await test.step('the other leader publishes it', async () => {
		await find();
		await expect(second.getByRole('region', { name: 'What changes' })).toContainText(REASON);
		await second.getByRole('button', { name: 'Publish the revision' }).click();
		await expect(second.getByText('Published as entry')).toBeVisible();
		await visit(page, `/lodestone/goals/${REVISED.key}`, REVISED.title);
		const revisions = page.getByRole('region', { name: 'Revisions' });
		const third = revisions.getByRole('article').filter({ hasText: 'Revision 3' });
		await expect(third).toContainText('Narrowed');
		await expect(third).toContainText(REASON);
		await expect(third.getByRole('deletion')).toContainText([criteria[2]!]);
	});
	expect((await scorecardOf(request, 'lodestone')).seq).toBe(before.seq + 1);
});

/** A goal of the demonstration that is not closed. */
const OPEN = {
	key: 'build-provenance',
	title: 'Signed provenance for training and inference code'
};

test('one leader drafts a closing, another returns it and then publishes it', async ({
	page,
	openPage,
	request
}) => {
	const workspace = `/workspace/lodestone/goals/${OPEN.key}`;
	const before = await scorecardOf(request, 'lodestone');
	const goalNow = async () =>
		(await scorecardOf(request, 'lodestone')).goals.find(({ key }) => key === OPEN.key);
	await signInAs(page, 'Ines Valderrama');

	const WHY = 'A standard of the whole industry replaces it.';
	await test.step('drafts its closing, with an error first, and comes back to it', async () => {
		await page.goto(workspace);
		await page.getByRole('link', { name: 'Close', exact: true }).click();
		await arrive(page, 'Close the goal');
		await expect(page.getByRole('main')).toContainText('another leader publishes it');
		await page.getByRole('radio', { name: 'Withdrawn' }).check();
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await expect(page.getByRole('alert')).toContainText('Public reason must not be empty');
		await expect(page.getByRole('radio', { name: 'Withdrawn' })).toBeChecked();
		await page.getByLabel('Public reason', { exact: true }).fill('A standard.');
		await page.getByRole('button', { name: 'Save draft and preview' }).click();

		await arrive(page, 'Preview of the closing');
		await expect(page.getByRole('article')).toContainText('A standard.');
		await expect(page.getByRole('region', { name: 'What it does to the scores' })).toContainText(
			'It counts among the weakening changes: Withdrawn.'
		);
		await expect(page.getByRole('button', { name: 'Close the goal and publish' })).toHaveCount(0);
		await page.goto('/workspace/lodestone');
		const drafts = page.getByRole('region', { name: 'Drafts and proposals' });
		await expect(drafts).toContainText(`“${OPEN.title}”, a draft by Ines Valderrama`);
		await page.goto(workspace);
		await page.getByRole('link', { name: 'Go on with the closing' }).click();
		await arrive(page, 'Close the goal');
		await expect(page.getByRole('radio', { name: 'Withdrawn' })).toBeChecked();
		await expect(page.getByLabel('Public reason', { exact: true })).toHaveValue('A standard.');
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await page.getByRole('button', { name: 'Propose to the other leaders' }).click();
		await arrive(page, 'Proposed closing');
		await expect(page.getByRole('status')).toContainText('Another leader finds it');
		expect(await goalNow()).toMatchObject({ state: 'open' });
	});

	const second = await openPage();
	const find = async () => {
		await second.goto('/workspace/lodestone');
		const waiting = second.getByRole('region', { name: 'Drafts and proposals' });
		await expect(waiting).toContainText('proposed by Ines Valderrama; it waits for you');
		await waiting.getByRole('link', { name: /^Review Closing of/ }).click();
		await arrive(second, 'Proposed closing');
	};
	await test.step('another leader returns it with a comment, and gets it back', async () => {
		await signInAs(second, 'Kwabena Asare-Holt');
		await find();
		await second.getByText('Return with a comment').click();
		await second.getByLabel('What has to change').fill('Say whose standard.');
		await second.getByRole('button', { name: 'Return to the author' }).click();
		await expect(second.getByRole('status')).toContainText('Who proposed it finds your comment.');

		await page.goto('/workspace/lodestone');
		const returned = page.getByRole('region', { name: 'Drafts and proposals' });
		await expect(returned).toContainText('Say whose standard.');
		await returned.getByRole('link', { name: /^Review Closing of/ }).click();
		await arrive(page, 'Preview of the closing');
		await expect(page.getByRole('main')).toContainText(
			'Kwabena Asare-Holt returned this: Say whose standard.'
		);
		await page.getByRole('link', { name: 'Change something' }).click();
		await page.getByLabel('Public reason', { exact: true }).fill(WHY);
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await page.getByRole('button', { name: 'Propose to the other leaders' }).click();
		await arrive(page, 'Proposed closing');
	});

	await test.step('the other leader publishes it', async () => {
		await find();
		await expect(second.getByRole('article')).toContainText(WHY);
		await second.getByRole('button', { name: 'Close the goal and publish' }).click();
		await arrive(second, OPEN.title);
		await expect(second.getByRole('region', { name: 'Closing' })).toContainText('Withdrawn');
		await expect(second.getByRole('link', { name: 'Revise' })).toHaveCount(0);
		await second.goto(`${workspace}/close`);
		await arrive(second, OPEN.title);

		await visit(page, `/lodestone/goals/${OPEN.key}`, OPEN.title);
		const closing = page.getByRole('region', { name: `Withdrawn on ${inWords(daysAgo(0))}` });
		await expect(closing).toContainText('A standard of the whole industry replaces it.');
		expect(await goalNow()).toMatchObject({ state: 'withdrawn', claimed: 0, in_set: true });
	});

	// The withdrawn goal still weighs: not one goal less, and not one score better.
	const after = await scorecardOf(request, 'lodestone');
	expect(after.areas.security.n).toBe(before.areas.security.n);
	expect(after.areas.security.evidenced).toBeLessThanOrEqual(before.areas.security.evidenced!);
	expect(after.seq).toBe(before.seq + 1);
});

/** Another, which stays open. */
const KEPT = { key: 'attested-inference', title: 'Hardware-attested inference' };

test('a leader discards a proposal that was returned, and begins another', async ({
	page,
	openPage
}) => {
	const { key, title } = KEPT;
	await signInAs(page, 'Ines Valderrama');
	const propose = async () => {
		await page.goto(`/workspace/lodestone/goals/${key}/close`);
		await arrive(page, 'Close the goal');
		await expect(page.getByLabel('Public reason', { exact: true })).toHaveValue('');
		await page.getByRole('radio', { name: 'Withdrawn' }).check();
		await page.getByLabel('Public reason', { exact: true }).fill('No longer ours.');
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await arrive(page, 'Preview of the closing');
	};
	await propose();
	await page.getByRole('button', { name: 'Propose to the other leaders' }).click();
	await arrive(page, 'Proposed closing');

	const second = await openPage();
	await signInAs(second, 'Kwabena Asare-Holt');
	await second.getByRole('link', { name: `Review Closing of “${title}”` }).click();
	await second.getByText('Return with a comment').click();
	await second.getByLabel('What has to change').fill('Whose is it then?');
	await second.getByRole('button', { name: 'Return to the author' }).click();
	await expect(second.getByRole('status')).toContainText('Returned.');

	await page.goto('/workspace/lodestone');
	await expect(page.getByText('Whose is it then?')).toBeVisible();
	await page.getByRole('link', { name: `Review Closing of “${title}”` }).click();
	await arrive(page, 'Preview of the closing');
	await page.getByText('Discard this draft').click();
	await expect(page.getByText('It stays with its comments')).toBeVisible();
	await page.getByRole('button', { name: 'Discard the draft' }).click();
	await expect(page.getByRole('status')).toContainText('Discarded. Nothing was published.');
	for (const by of [page, second]) {
		await by.goto('/workspace/lodestone');
		await arrive(by, 'Inbox');
		await expect(by.getByText('Whose is it then?')).toHaveCount(0);
		await expect(by.getByText(`Closing of “${title}”`)).toHaveCount(0);
	}
	await page.goto('/workspace/lodestone/activity');
	await expect(page.getByText('Discarded the draft of the closing')).toHaveCount(1);
	await propose();
	await page.getByText('Discard this draft').click();
	await page.getByRole('button', { name: 'Discard the draft' }).click();
	await expect(page.getByRole('status')).toContainText('Discarded. Nothing was published.');
});

test('two kinds of change at once are published as two revisions, and the log lists both', async ({
	page,
	openPage
}) => {
	const [words, date] = ['Half of them is what we can check.', 'The detector is late.'];
	await signInAs(page, 'Ines Valderrama');
	await visit(page, `/workspace/lodestone/goals/${KEY}/revise`, 'Revise the goal');
	await page
		.getByLabel('Criterion 2', { exact: true })
		.fill('An outside party detects it in 50 of 100 cropped images');
	await expect(page.getByRole('group', { name: 'Two revisions in one step' })).toHaveCount(0);
	await page.getByLabel('Day of the target').fill(daysAgo(-300));
	const two = page.getByRole('group', { name: 'Two revisions in one step' });
	await two.getByLabel('first the words, then the target date').check();
	await page
		.getByRole('group', { name: 'Kind of change', exact: true })
		.getByRole('radio', { name: 'Narrowed' })
		.check();
	await page.getByLabel('Public reason', { exact: true }).fill(words);
	await two.getByLabel('Public reason of the second revision', { exact: true }).fill(date);
	await page.getByRole('button', { name: 'Save draft and see the difference' }).click();
	const alert = page.getByRole('alert');
	await expect(alert).toContainText('Kind of change of the second revision must be chosen');
	await expect(two.getByLabel('Public reason of the second revision', { exact: true })).toHaveValue(
		date
	);
	await two.getByRole('radio', { name: 'Date moved' }).check();
	await page.getByRole('button', { name: 'Save draft and see the difference' }).click();

	await expect(page.getByRole('main')).toContainText('published in one step');
	const changes = (which: string) =>
		page.getByRole('region', { name: `What the ${which} revision changes` });
	await expect(changes('first')).toContainText(words);
	await expect(changes('first')).toContainText('added: 50');
	await expect(changes('second')).toContainText(date);
	await expect(changes('second')).not.toContainText('added: 50');
	await page.getByRole('link', { name: 'Go on editing' }).click();
	await expect(two.getByRole('checkbox')).toBeChecked();
	await expect(page.getByLabel('Public reason', { exact: true })).toHaveValue(words);
	await page.getByRole('button', { name: 'Save draft and see the difference' }).click();
	await page.getByRole('button', { name: 'Propose to the other leaders' }).click();
	await arrive(page, 'Proposed revision');

	const second = await openPage();
	await signInAs(second, 'Kwabena Asare-Holt');
	await second.goto(page.url());
	await arrive(second, 'Proposed revision');
	await second.getByRole('button', { name: 'Publish the revision' }).click();
	await expect(second.getByText('Published as entry')).toBeVisible();
	await second.goto('/lodestone/changes?weakening=any');
	for (const reason of [words, date]) await expect(second.getByRole('main')).toContainText(reason);
});
