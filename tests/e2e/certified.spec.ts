import { lastDayOf } from '../../src/lib/record/quarter.ts';
import type { Entry } from '../../src/lib/record/entries.ts';
import { getJson, scorecardOf, soundRecord } from './support/api.ts';
import { arrive, inWords, quarterAgo, signInAs, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'certified', template: 'demonstration' } });

/** The quarter that the demonstration leaves out between certified ones. */
const GAP = quarterAgo(3);
const NAME = `Q${GAP.slice(6)} ${GAP.slice(0, 4)}`;
const NO_SCORECARD = 'No scorecard was certified for this quarter.';
const STATEMENT = 'I certify these figures.\n\nWe had left this quarter out.';

test('two leaders certify a quarter that was a gap, and the public page computes it again', async ({
	page: leader,
	openPage,
	request
}) => {
	const reader = await openPage();
	const second = await openPage();
	const line = reader.getByRole('listitem').filter({ hasText: NAME });
	const { overall } = await scorecardOf(request, 'lodestone', lastDayOf(GAP));

	await test.step('the gap is there to see, and its address has nothing', async () => {
		await visit(reader, '/lodestone', 'Lodestone AI (fictional)');
		await reader.getByRole('link', { name: 'Certified', exact: true }).click();
		await arrive(reader, 'Certified scorecards');
		await expect(line).toContainText(NO_SCORECARD);
		await expect(reader.getByText('Figures differ')).toHaveCount(0);
		await reader.goto(`/lodestone/certified/${GAP}`);
		await expect(reader.getByRole('main')).toContainText(`No scorecard was certified for ${NAME}.`);
	});

	await test.step('the leader is offered that quarter, and told what is missing', async () => {
		await signInAs(leader, 'Ines Valderrama');
		await leader.getByRole('link', { name: 'Certify' }).click();
		await arrive(leader, 'Certify a scorecard');
		await expect(leader.getByLabel('Quarter')).toHaveValue(GAP);
		await expect(leader.getByLabel('Name')).toHaveValue('Ines Valderrama');
		await expect(leader.getByLabel('Office')).toHaveValue('Head of safety');
		await leader.getByLabel('Day of certifying').fill(lastDayOf(GAP));
		await leader.getByLabel('Statement', { exact: true }).fill(STATEMENT);
		await leader.getByRole('button', { name: 'Preview' }).click();
		await expect(leader.getByRole('alert')).toContainText('the quarter’s last day');
		await expect(leader.getByLabel('Statement', { exact: true })).toHaveValue(STATEMENT);
		await leader.getByLabel('Day of certifying').fill(new Date().toISOString().slice(0, 10));
	});

	await test.step('the preview shows what becomes public, and publishing leads there', async () => {
		await leader.getByRole('button', { name: 'Preview' }).click();
		await arrive(leader, 'Preview of the certified scorecard');
		const row = leader.getByRole('row', { name: /^Overall/ });
		await expect(row).toContainText(overall.evidenced!.toFixed(2));
		await expect(leader.getByRole('button', { name: 'Certify and publish' })).toHaveCount(0);
		await leader.getByRole('button', { name: 'Propose to the other leaders' }).click();
		await arrive(leader, 'Proposed scorecard');
		await expect(leader.getByRole('status')).toContainText('Another leader finds it');
		await expect(leader.getByRole('button', { name: 'Certify and publish' })).toHaveCount(0);
		await visit(reader, `/lodestone/certified`, 'Certified scorecards');
		await expect(line).toContainText(NO_SCORECARD);
	});

	await test.step('another leader finds it on their first page and declines it with a comment', async () => {
		await signInAs(second, 'Kwabena Asare-Holt');
		const proposals = second.getByRole('region', { name: 'Drafts and proposals' });
		await expect(proposals).toContainText('proposed by Ines Valderrama; it waits for you');
		await proposals.getByRole('link', { name: /^Review Scorecard of/ }).click();
		await arrive(second, 'Proposed scorecard');
		await expect(second.getByRole('main')).toContainText('We had left this quarter out.');
		await second.getByText('Decline with a comment').click();
		await second.getByLabel('Why you decline').fill('Say who left it out.');
		await second.getByRole('button', { name: 'Decline' }).click();
		await expect(second.getByRole('status')).toContainText('Returned. Who proposed it');
	});

	await test.step('the leader proposes it again and nothing is typed anew', async () => {
		await leader.goto('/workspace/lodestone');
		const proposals = leader.getByRole('region', { name: 'Drafts and proposals' });
		await expect(proposals).toContainText('Say who left it out.');
		await proposals.getByRole('link', { name: /^Review Scorecard of/ }).click();
		await expect(leader.getByText('Kwabena Asare-Holt declined this')).toBeVisible();
		await leader.getByRole('link', { name: 'Change something' }).click();
		await arrive(leader, 'Change the certified scorecard');
		await expect(leader.getByLabel('Statement', { exact: true })).toHaveValue(STATEMENT);
		await leader.getByRole('button', { name: 'Preview' }).click();
		await arrive(leader, 'Preview of the certified scorecard');
		await leader.getByRole('button', { name: 'Propose to the other leaders' }).click();
		await arrive(leader, 'Proposed scorecard');
	});

	await test.step('the other leader certifies exactly that, and publishing leads there', async () => {
		await certifyWaiting();
		await expect(second).toHaveURL(new RegExp(`/lodestone/certified/${GAP}#entry-\\d+$`));
	});

	async function certifyWaiting() {
		await second.goto('/workspace/lodestone');
		await second.getByRole('link', { name: /^Review Scorecard of/ }).click();
		await arrive(second, 'Proposed scorecard');
		const row = second.getByRole('row', { name: /^Overall/ });
		await expect(row).toContainText(overall.evidenced!.toFixed(2));
		await expect(second.getByLabel('Your name')).toHaveValue('Kwabena Asare-Holt');
		await expect(second.getByLabel('Your office')).toHaveValue('Chief security officer');
		await second.getByRole('button', { name: 'Certify and publish' }).click();
		await arrive(second, NAME);
	}

	await test.step('the public page shows it, and says that the record gives the same', async () => {
		await visit(reader, '/lodestone/certified', 'Certified scorecards');
		await expect(line).toContainText('Figures match');
		await line.getByRole('link', { name: NAME }).click();
		await arrive(reader, NAME);
		const main = reader.getByRole('main');
		await expect(main).toContainText('Confirmed by Kwabena Asare-Holt, Chief security officer');
		await expect(main).toContainText(`As of ${inWords(lastDayOf(GAP))}`);
		await expect(main).toContainText('All 43 figures are the same.');
		await expect(main).toContainText('We had left this quarter out.');
		await expect(reader.getByRole('row', { name: /^Overall/ })).toContainText(
			overall.claimed!.toFixed(2)
		);

		const entries = await soundRecord(request);
		const entry = entries.at(-1) as Extract<Entry, { kind: 'scorecard.certified' }>;
		expect(entry).toMatchObject({
			kind: 'scorecard.certified',
			period: GAP,
			statement: STATEMENT,
			certifier: { name: 'Ines Valderrama', office: 'Head of safety' },
			confirmed_by: { name: 'Kwabena Asare-Holt', office: 'Chief security officer' }
		});
		expect(entry.position.seq).toBe(entry.seq - 1);
		const file = await main
			.getByRole('link', { name: 'the entries up to this position' })
			.getAttribute('href');
		const lines = (await (await request.get(file!)).text()).trim().split('\n');
		expect(lines.map((each) => JSON.parse(each).seq)).toEqual(
			entries
				.filter((each) => each.organization === 'lodestone' && each.seq < entry.seq)
				.map(({ seq }) => seq)
		);
	});

	await test.step('the same quarter again is a correction with a reason, and both stay', async () => {
		await leader.goto('/workspace/lodestone/certify');
		await leader.getByLabel('Quarter').selectOption(GAP);
		await leader
			.getByLabel('Statement', { exact: true })
			.fill('I certify these figures, with a word added.');
		await leader.getByRole('button', { name: 'Preview' }).click();
		await expect(leader.getByRole('alert')).toContainText('Public reason is needed');
		await leader.getByLabel('Public reason', { exact: true }).fill('A word was missing.');
		await leader.getByRole('button', { name: 'Preview' }).click();
		await leader.getByRole('button', { name: 'Propose to the other leaders' }).click();
		await arrive(leader, 'Proposed scorecard');
		await certifyWaiting();
		await reader.reload();
		await expect(reader.getByRole('main')).toContainText('Reason: A word was missing.');
		await expect(reader.getByRole('main')).toContainText('We had left this quarter out.');
		const { quarters } = await getJson<{ quarters: { period: string; certified: unknown[] }[] }>(
			request,
			'/api/v1/organizations/lodestone/certified'
		);
		expect(quarters.find(({ period }) => period === GAP)!.certified).toMatchObject([
			{ recomputed: { matches: true } },
			{ recomputed: { matches: true }, reason: 'A word was missing.' }
		]);
	});
});

test('who does not lead is told that only a leader certifies', async ({ page }) => {
	await signInAs(page, 'Mei-Lin Tsai');
	await expect(page.getByRole('link', { name: 'Certify' })).toHaveCount(0);
	await page.goto('/workspace/lodestone/certify');
	await expect(page.getByRole('main')).toContainText('This page is for the role leader');
});
