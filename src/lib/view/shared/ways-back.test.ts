import { afterEach, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../../paraglide/runtime.js';
import { waysBack } from './ways-back.ts';

const ambient = getLocale;
afterEach(() => overwriteGetLocale(ambient));

const hrefs = (status: number, path: string) =>
	waysBack(status, new URL(path, 'https://waymark.example')).map((way) => way.href);

test('an unknown goal leads back to its organization', () => {
	expect(hrefs(404, '/lodestone/goals/nothing')[0]).toBe('/lodestone');
});

test("the app's own addresses are not taken for organizations", () => {
	expect(hrefs(404, '/api/nothing')).toEqual(['/', '/record', '/methodology']);
});

test('a bad day leads to the same page as of today', () => {
	expect(hrefs(400, '/lodestone?as_of=soon')[0]).toBe('/lodestone');
});

test('a failure of the server offers the very same address again', () => {
	expect(hrefs(503, '/lodestone?as_of=2026-01-01')[0]).toBe('/lodestone?as_of=2026-01-01');
});

test('an unknown area leads to the four that there are', () => {
	expect(hrefs(404, '/lodestone/areas/securty')).toEqual([
		'/lodestone',
		...['security', 'alignment', 'safeguards', 'policy'].map((area) => `/lodestone/areas/${area}`),
		'/',
		'/record',
		'/methodology'
	]);
});

test('a misspelt organization leads to the same page of the one that was meant', () => {
	const near = { slug: 'lodestone', name: 'Lodestone AI' };
	const url = new URL('https://waymark.example/zh/lodestnoe/goals/a');
	overwriteGetLocale(() => 'zh');
	expect(waysBack(404, url, { near })[0]).toMatchObject({ href: '/zh/lodestone/goals/a' });
});

test('under /zh every way stays in Chinese', () => {
	overwriteGetLocale(() => 'zh');
	expect(hrefs(404, '/zh/lodestone/goals/nothing')).toEqual([
		'/zh/lodestone',
		'/zh',
		'/zh/record',
		'/zh/methodology'
	]);
	expect(hrefs(400, '/zh/compare?as_of=soon')[0]).toBe('/zh/compare');
});

test('a page that only organizations have leads to that of each', () => {
	const few = [
		{ slug: 'lodestone', name: 'Lodestone AI' },
		{ slug: 'anthropic', name: 'Anthropic' }
	];
	const ways = (path: string) =>
		waysBack(404, new URL(path, 'https://waymark.example'), { few }).slice(0, 2);
	expect(ways('/changes')).toEqual([
		{ href: '/lodestone/changes', name: 'Changes: Lodestone AI' },
		{ href: '/anthropic/changes', name: 'Changes: Anthropic' }
	]);
	expect(ways('/nobody')[0]).toMatchObject({ href: '/' });
});
