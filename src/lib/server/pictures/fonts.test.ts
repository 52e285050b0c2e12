import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogueCharacters } from '../../../../scripts/picture-fonts.ts';
import { canDraw, charactersOf, CHINESE } from './fonts.ts';

test('the font of Chinese has every character of the catalogue; if not, run scripts/picture-fonts.ts', () => {
	const has = charactersOf(readFileSync(CHINESE));
	const lacking = [...catalogueCharacters()].filter((each) => !has.has(each.codePointAt(0)!));
	expect(lacking.join('')).toBe('');
	expect(has.has('龘'.codePointAt(0)!)).toBe(false);
});

test.each([
	['Lodestone', true],
	['Évidence – ОАО „Маяк“ Ἀθῆναι 12%', true],
	['有据得分', true],
	['龘', false],
	['Lodestone 🚀', false],
	['منارة', false],
	['हिन्दी', false],
	['Cafe\u0301', true],
	['q\u0301', false],
	['深度求索', true],
	['Lodestone AI (fictional) · 对齐目标', true],
	['हिन्दी 目标', false],
	['Lodestone\u202e', false],
	['a\u0007b', false],
	['', true]
])('that %j can be drawn is %s', (text, can) => {
	expect(canDraw(text)).toBe(can);
});
