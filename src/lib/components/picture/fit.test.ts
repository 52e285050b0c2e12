import { expect, test } from 'vitest';
import { linesOf, widthOf } from './fit.ts';

const within = { width: 400, size: 40, most: 2, bold: true };

test('a text stands in as few lines as it needs, ended between words', () => {
	expect(linesOf('Lodestone', within)).toEqual(['Lodestone']);
	expect(linesOf('  Interpretability   based audits ', within)).toEqual([
		'Interpretability',
		'based audits'
	]);
	expect(linesOf('', within)).toEqual([]);
});

test('a line of Chinese ends anywhere, but not before a sign that closes', () => {
	expect(linesOf('基于可解释性的前沿，模型审计', { ...within, width: 360 })).toEqual([
		'基于可解释性的前',
		'沿，模型审计'
	]);
});

test.each(['W'.repeat(200), 'long words '.repeat(40), '前沿模型'.repeat(50), 'Щ'.repeat(99)])(
	'what is too long ends with an ellipsis, and no line is wider than there is room: %#',
	(text) => {
		const lines = linesOf(text, within);
		expect(lines).toHaveLength(2);
		expect(lines[1]).toMatch(/[^\s]…$/);
		for (const line of lines) expect(widthOf(line, 40, true)).toBeLessThanOrEqual(400);
	}
);

test('a character of several code points is not cut in two', () => {
	const accented = 'e\u0301'.repeat(60);
	for (const line of linesOf(accented, within)) expect(line).toMatch(/^(e\u0301)+…?$/);
});
