import { scorecardOf, shown } from './support/api.ts';
import { daysAgo } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ javaScriptEnabled: false });

test('a reader of a scorecard sees what hangs on the constants, for that day and another', async ({
	page,
	request
}) => {
	const day = daysAgo(200);
	await page.goto(`/lodestone?as_of=${day}`);
	await page
		.getByRole('link', { name: 'How sensitive are the scores to our assumptions?' })
		.click();
	await expect(page).toHaveURL(`/methodology/sensitivity?organization=lodestone&as_of=${day}`);
	await expectPublished(day);

	const other = daysAgo(20);
	await page.getByLabel('As of').fill(other);
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(page).toHaveURL(`/methodology/sensitivity?organization=lodestone&as_of=${other}`);
	await expectPublished(other);

	/** In every table the column of the method's own value holds the published figures. */
	async function expectPublished(on: string): Promise<void> {
		const { overall, areas } = await scorecardOf(request, 'lodestone', on);
		const columns = [
			{ name: /^Staleness limit/, own: '120 days', of: (card: typeof overall) => card.evidenced },
			{ name: /^Value of evidence/, own: '0.5', of: (card: typeof overall) => card.evidenced },
			{ name: /days that cost/, own: '365 days', of: (card: typeof overall) => card.delivery.rate },
			{ name: /least that/, own: '0.5', of: (card: typeof overall) => card.delivery.rate }
		];
		for (const { name, own, of } of columns) {
			const table = page.getByRole('region', { name }).getByRole('table');
			const heads = await table.getByRole('columnheader').allInnerTexts();
			const index = heads.findIndex((head) => head.startsWith(own) && head.includes('published'));
			for (const [scope, card] of [
				['Overall', overall],
				['Security', areas.security],
				['Policy', areas.policy]
			] as const) {
				const row = table.getByRole('row', { name: scope });
				await expect(row.getByRole('cell').nth(index - 1)).toHaveText(shown(of(card)));
			}
		}
	}
});
