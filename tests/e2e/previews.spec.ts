import { rm } from 'node:fs/promises';
import { startServer } from './support/app.ts';
import { copyOf } from './support/templates.ts';
import { expect, test } from './support/test.ts';
import { quarterAgo } from './support/pages.ts';
import { inChinese } from './support/site.ts';

/** What other sites read of a page that is linked to: its tags, and the picture that they name. */

const WITH_PICTURES = [
	'/lodestone',
	'/lodestone/goals/jailbreak-classifiers',
	`/lodestone/certified/${quarterAgo(1)}`,
	'/lodestone/changes',
	'/anthropic'
];
const PLAIN = ['/', '/compare', '/methodology', '/record'];

/** The tags of a page by their names. */
async function tagsOf(html: string): Promise<Map<string, string>> {
	const tags = html.matchAll(
		/<meta (?:name="description" )?(?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"/g
	);
	return new Map([...tags].map(([, name, content]) => [name!, content!.replaceAll('&amp;', '&')]));
}

for (const path of [...WITH_PICTURES, ...PLAIN])
	for (const [address, locale, other] of [
		[path, 'en_GB', 'zh_CN'],
		[inChinese(path), 'zh_CN', 'en_GB']
	] as const)
		test(`${address} says what it is where it is linked to`, async ({ request, baseURL }) => {
			const html = await (await request.get(`${address}?utm_source=elsewhere`)).text();
			const tags = await tagsOf(html);
			expect(html).toContain(`<title>${tags.get('og:title')}`);
			expect(tags.get('og:description')).toMatch(/\S/);
			expect(Object.fromEntries(tags)).toMatchObject({
				'og:type': 'website',
				'og:url': baseURL + address,
				'og:locale': locale,
				'og:locale:alternate': other,
				'twitter:card': PLAIN.includes(path) ? 'summary' : 'summary_large_image'
			});
			if (PLAIN.includes(path)) return expect(tags.has('og:image')).toBe(false);
			expect(tags.get('og:image:alt')).toMatch(/\S/);
			expect(tags.get('og:image')).toMatch(`${baseURL}${locale === 'zh_CN' ? '/zh/' : '/'}`);
			const file = await request.get(tags.get('og:image')!);
			expect(file.status()).toBe(200);
			expect(file.headers()).toMatchObject({
				'content-type': 'image/png',
				'cache-control': 'public, max-age=60'
			});
			const png = await file.body();
			expect([png.readUInt32BE(16), png.readUInt32BE(20)].map(String)).toEqual([
				tags.get('og:image:width'),
				tags.get('og:image:height')
			]);
			expect(png.length).toBeLessThan(200_000);
			const headers = { 'if-none-match': file.headers()['etag']! };
			expect((await request.get(tags.get('og:image')!, { headers })).status()).toBe(304);
		});

test('the picture is of the day that the page is asked for, and of no method but the newest', async ({
	request
}) => {
	const html = await (await request.get('/lodestone?as_of=2026-06-30&method=1')).text();
	const tags = await tagsOf(html);
	expect(tags.get('og:image')).toMatch(/\/lodestone\/card\.png\?as_of=2026-06-30$/);
	expect(tags.get('og:url')).toMatch(/\/lodestone\?as_of=2026-06-30$/);
	const then = await request.get('/lodestone/card.png?as_of=2026-06-30');
	const now = await request.get('/lodestone/card.png');
	expect(then.headers()['etag']).not.toBe(now.headers()['etag']);
});

test('no picture of what is not there, and none with words of an address', async ({ request }) => {
	const day = 'as_of=2020-01-01';
	for (const [path, status] of [
		['/nobody/card.png', 404],
		['/lodestone/goals/no-such-goal/card.png', 404],
		[`/lodestone/goals/jailbreak-classifiers/card.png?${day}`, 404],
		['/lodestone/certified/1999-Q1/card.png', 404],
		['/lodestone/card.png?title=Anything', 400],
		['/lodestone/card.png?as_of=2026-02-30', 400],
		[`/lodestone/certified/${quarterAgo(1)}/card.png?${day}`, 400]
	] as const)
		for (const address of [path, inChinese(path)]) {
			const refused = await request.get(address);
			expect([address, refused.status()]).toEqual([address, status]);
			expect(refused.headers()['content-type']).toMatch(/^application\/problem\+json|^text\/html/);
		}
	expect((await request.post('/lodestone/card.png')).status()).toBe(405);
	expect((await request.get(`/lodestone/card.png?${day}`)).status()).toBe(200);
});

/** As where the library's native part was not installed: its import throws. */
const WITHOUT_IT = `
import Module from 'node:module';
const resolve = Module._resolveFilename;
Module._resolveFilename = function (name, ...rest) {
	if (name === '@resvg/resvg-js') throw new Error('Cannot find native binding.');
	return resolve.call(this, name, ...rest);
};`;

test('a server that cannot draw has no pictures, names none, and its pages stand', async ({
	request
}) => {
	const directory = await copyOf('demonstration');
	const server = await startServer(directory, {
		DEMO: 'on',
		NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(WITHOUT_IT)}"`
	});
	try {
		for (const path of WITH_PICTURES) {
			const page = await request.get(server.origin + path);
			expect(page.status()).toBe(200);
			const tags = await tagsOf(await page.text());
			expect(tags.has('og:image')).toBe(false);
			expect(tags.get('twitter:card')).toBe('summary');
		}
		const refused = await request.get(`${server.origin}/lodestone/card.png`);
		expect(refused.status()).toBe(501);
		expect((await refused.json()).detail).toContain(`${server.origin}/lodestone`);
	} finally {
		// Not in peace: the log has the refusal as an error.
		expect(await server.stop()).toEqual({ code: 0, signal: null });
		await rm(directory, { recursive: true });
	}
});
