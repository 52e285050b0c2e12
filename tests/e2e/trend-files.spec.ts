import { expect, test } from './support/test.ts';

/** The files of a trend: as they are asked for, and as they refuse. */

const DAY = '2026-06-30';
const TYPES = { csv: 'text/csv; charset=utf-8', svg: 'image/svg+xml', png: 'image/png' };

test('a trend is there as CSV, SVG and PNG, each saved under a name that says what it is', async ({
	request
}) => {
	for (const [type, is] of Object.entries(TYPES)) {
		const file = await request.get(`/lodestone/trend.${type}?as_of=${DAY}`);
		expect(file.status()).toBe(200);
		expect(file.headers()).toMatchObject({
			'content-type': is,
			'content-disposition': `attachment; filename="lodestone-trend-${DAY}.${type}"`,
			'access-control-allow-origin': '*'
		});
		const tag = file.headers()['etag']!;
		const again = await request.get(`/lodestone/trend.${type}?as_of=${DAY}`, {
			headers: { 'if-none-match': tag }
		});
		expect(again.status()).toBe(304);
	}
});

test('the picture stands alone, in the language of its address', async ({ request, baseURL }) => {
	const picture = async (address: string) => (await request.get(address)).text();
	const svg = await picture(`/lodestone/trend.svg?as_of=${DAY}&area=security&per=month`);
	expect(svg).toContain('Claimed and evidenced scores in security');
	expect(svg).toContain('As of 30 June 2026');
	expect(svg).toContain(
		`${baseURL}/lodestone/trend?as_of=${DAY}&amp;per=month&amp;area=security&amp;marks=few`
	);
	expect(svg).not.toContain('var(--');
	expect(await picture(`/zh/lodestone/trend.svg?as_of=${DAY}`)).toContain('截至 2026年6月30日');
	expect(await picture('/anthropic/trend.svg')).toContain('Graded by who transcribed the record');
});

test('the CSV says what the pages say, by the method and of the area that is asked for', async ({
	request
}) => {
	const rows = async (query: string) =>
		(await (await request.get(`/lodestone/trend.csv?as_of=${DAY}${query}`)).text())
			.trim()
			.split('\r\n');
	const [few, all, area, old] = await Promise.all(
		['', '&marks=all', '&area=security', '&method=1'].map(rows)
	);
	expect(few![0]).toMatch(/^\ufeff?"organization","area","as_of"/);
	expect(all!.length).toBeGreaterThan(few!.length);
	expect(area![1]).toMatch(/^"lodestone","security"/);
	expect(old![1]).toContain(`"${DAY}","1",`);
	expect(old).not.toEqual(few);
});

test('what cannot be used is named, in the same way for each file', async ({ request }) => {
	for (const [query, said] of [
		['per=week', 'month, quarter'],
		['marks=some', 'few, all'],
		['area=finance', 'security, alignment, safeguards, policy'],
		['method=9', '1, 2'],
		['as_of=2026-02-30', 'as_of'],
		['colour=red', 'colour'],
		['per=month&per=quarter', 'per']
	])
		for (const type of Object.keys(TYPES)) {
			const refused = await request.get(`/lodestone/trend.${type}?${query}`);
			expect([query, refused.status()]).toEqual([query, 400]);
			expect(refused.headers()['content-type']).toBe('application/problem+json');
			expect((await refused.json()).detail).toContain(said);
		}
	expect((await request.get('/nobody/trend.csv')).status()).toBe(404);
	expect((await request.post('/lodestone/trend.png')).status()).toBe(405);
	for (const query of ['per=week', 'marks=some', 'area=finance', 'method=9', 'as_of=x'])
		expect((await request.get(`/lodestone/trend?${query}`)).status()).toBe(400);
	expect((await request.get('/lodestone?marks=some')).status()).toBe(400);
	expect((await request.get('/lodestone/changes?days=2026')).status()).toBe(400);
});

test('a picture of any day is drawn', async ({ request }) => {
	for (const day of ['0001-01-01', '2020-01-01', '9999-12-31'])
		for (const type of Object.keys(TYPES))
			expect((await request.get(`/lodestone/trend.${type}?as_of=${day}`)).status()).toBe(200);
});
