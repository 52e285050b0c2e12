import { arrive, signInAs } from './support/pages.ts';
import { tabTo } from './support/keyboard.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'claims', template: 'demonstration' } });

const REWORDED = 'agent-control';
const NOTICE = 'compute-notice';

test('a reviewer confirms a reworded goal with the keyboard alone, in few steps', async ({
	page
}) => {
	await page.goto(`/lodestone/goals/${REWORDED}`);
	await expect(page.getByText('Not confirmed', { exact: true })).toBeVisible();

	await signInAs(page, 'Dr Amara Okonjo-Lind');
	const form = `/workspace/lodestone/drafts/new/revision.reviewed?goal=${REWORDED}&revision=2`;
	await page.goto(form, { waitUntil: 'networkidle' });
	await arrive(page, 'Review a revision');
	let steps = 0;
	const at = async (field: ReturnType<typeof page.getByRole>, act: () => Promise<void>) => {
		await tabTo(page, field);
		await act();
		steps += 1;
	};
	const press = (key: string) => () => page.keyboard.press(key);
	const type = (words: string) => () => page.keyboard.type(words);
	const text = (name: string) => page.getByRole('textbox', { name });
	await at(page.getByRole('radio').first(), press('ArrowDown'));
	await at(text('Statement'), type('The same is promised in plainer words.'));
	await at(text('Relation'), type('None.'));
	await at(text('Conflicts'), type('None.'));
	await at(page.getByRole('button', { name: 'Save draft and preview' }), press('Enter'));
	await expect(page.getByRole('article').getByText('Found the same')).toBeVisible();
	await at(page.getByRole('button', { name: 'Publish the review' }), press('Enter'));
	expect(steps).toBeLessThanOrEqual(14);
	await expect(page).toHaveURL(/published=\d+/);

	await page.goto(`/lodestone/goals/${REWORDED}`);
	const revision = page.locator('#revision-2');
	await expect(revision.getByText('Found the same', { exact: true })).toBeVisible();
	await expect(page.getByText('Not confirmed', { exact: true })).toHaveCount(0);
});

test('two leaders judge a condition, and from that day its goal counts', async ({
	page,
	openPage
}) => {
	const goal = `/lodestone/goals/${NOTICE}`;
	await page.goto(goal);
	await expect(page.getByText('Nobody has judged it yet.')).toBeVisible();

	await signInAs(page, 'Ines Valderrama');
	await page.goto(`/workspace${goal}`);
	await page.getByRole('link', { name: 'Judge the condition' }).click();
	await arrive(page, 'Judge the condition');
	await page.getByRole('button', { name: 'Save draft and preview' }).click();
	await expect(page.getByRole('alert')).toContainText('must be chosen');
	await page.getByRole('radio', { name: 'Condition unclear' }).check();
	await page.getByLabel('Statement').fill('A cluster of that size is on order.');
	await page.getByLabel('Evidence').fill('https://lodestone.example/orders The order');
	await page.getByRole('button', { name: 'Save draft and preview' }).click();
	await expect(page.getByText('The order')).toBeVisible();
	await page.getByRole('button', { name: 'Propose to the other leaders' }).click();
	await expect(page.getByText('another leader has to publish it')).toBeVisible();
	const draft = new URL(page.url()).pathname;

	const second = await openPage();
	await signInAs(second, 'Kwabena Asare-Holt');
	await second.goto(draft);
	await second.getByRole('button', { name: 'Publish the judgement' }).click();
	await expect(second).toHaveURL(/published=\d+/);
	await second.goto(goal);
	const condition = second.getByRole('region', { name: 'Condition' });
	await expect(condition.getByText('Condition unclear').first()).toBeVisible();
	await expect(condition).toContainText(/since \d+ \w+ \d{4}/);
});
