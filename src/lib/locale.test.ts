import { expect, test } from 'vitest';
import { inLocale, inSmallLetters, localeOf, LOCALES, withoutLocale } from './locale.ts';

test.each(['/', '/record?entry=3', '/lodestone/goals/zh#history', '/zhou', '/compare'])(
	'%s comes back from every language',
	(path) => {
		for (const locale of LOCALES) expect(withoutLocale(inLocale(path, locale))).toBe(path);
	}
);

test.each(['/zh//evil.example', '/zh/\\evil.example', '/zh///evil.example'])(
	'%s does not lead to another site',
	(path) => {
		expect(withoutLocale(path)).toBe('/evil.example');
	}
);

test.each([
	['/ZH', '/zh'],
	['/Zh/', '/zh/'],
	['/zH/Lodestone', '/zh/Lodestone'],
	['/ZH//evil.example', '/zh//evil.example'],
	['/zh', null],
	['/zh/ZH', null],
	['/ZHOU', null],
	['//ZH', null],
	['/', null]
])('%s is meant as %s', (path, meant) => {
	expect(inSmallLetters(path)).toBe(meant);
});

test.each(['//zh', '//zh/lodestone', '/\\zh', '/zhou'])('%s is no address in Chinese', (path) => {
	expect(localeOf(path)).toBe('en');
});

test('English has no prefix, Chinese has one', () => {
	expect(inLocale('/', 'en')).toBe('/');
	expect(inLocale('/', 'zh')).toBe('/zh');
	expect(inLocale('/compare', 'zh')).toBe('/zh/compare');
});
