import { expect, test } from 'vitest';
import { drawsPictures, MOST_WAITING, renderPng } from './renderer.ts';

const svg = (more = '') =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="#fff"/>${more}</svg>`;

test('a picture is a PNG of the width that is asked for', async () => {
	const drawn = await renderPng(svg(), 120);
	expect(drawn).toMatchObject({ ok: true });
	const png = Buffer.from((drawn as { png: Uint8Array }).png);
	expect(png.toString('latin1', 1, 4)).toBe('PNG');
	expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([120, 80]);
});

test('words are drawn in fonts that come along, in both languages', async () => {
	const empty = await renderPng(svg(), 120);
	const said = (words: string) =>
		renderPng(
			svg(`<text x="4" y="30" font-size="20" font-family="Noto Sans">${words}</text>`),
			120
		);
	const pictures = await Promise.all(['Aa', '有据', '声称'].map(said));
	const bytes = [empty, ...pictures].map((each) => String('png' in each && each.png));
	expect(new Set(bytes).size).toBe(4);
});

test('what is no picture is refused, and the next one is drawn', async () => {
	expect(await renderPng('no picture', 100)).toEqual({ ok: false, why: 'failed' });
	expect(await renderPng(svg(), 100)).toMatchObject({ ok: true });
});

test('more than can wait are told that the server is busy', async () => {
	const asked = Array.from({ length: MOST_WAITING + 5 }, () => renderPng(svg(), 60));
	const drawn = await Promise.all(asked);
	const busy = drawn.filter((each) => !each.ok && each.why === 'busy');
	expect(busy.length).toBeGreaterThan(0);
	expect(drawn.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(MOST_WAITING);
	expect(busy.length + drawn.filter(({ ok }) => ok).length).toBe(asked.length);
});

test('without the library’s native part there are no pictures', () => {
	const missing = () => {
		throw new Error('Cannot find native binding.');
	};
	expect(drawsPictures(missing)).toBe(false);
	expect(drawsPictures()).toBe(true);
});
