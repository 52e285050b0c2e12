import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import {
	excerpt,
	indexOfTerm,
	markTerms,
	normalize,
	plainText,
	searchTerms
} from './search-text.ts';

const join = (pieces: { text: string }[]) => pieces.map(({ text }) => text).join('');
const marked = (text: string, query: string) =>
	markTerms(text, searchTerms(query))
		.map(({ text, hit }) => (hit ? `[${text}]` : text))
		.join('');

test('a query is split into its words, whatever their form and case', () => {
	expect(searchTerms('Red-Teaming, RED team’s')).toEqual(['red', 'teaming', "team's"]);
	expect(searchTerms('ＧＰＴ ﬁne')).toEqual(['gpt', 'fine']);
	expect(searchTerms('CAFÉ naïve Ångström')).toEqual(['cafe', 'naive', 'angstrom']);
	expect(searchTerms('模型安全')).toEqual(['模型', '安全']);
	expect(searchTerms('模型权重的保护')).toEqual(['模型', '权重', '保护']);
	expect(searchTerms('红队测试 红队')).toEqual(['红队', '测试']);
	expect(searchTerms('的')).toEqual(['的']);
	expect(searchTerms(' – ! ')).toEqual([]);
});

test('a term begins a word, in Chinese anywhere', () => {
	expect(indexOfTerm('shared, red', 'red')).toBe(8);
	expect(indexOfTerm('shared', 'red')).toBe(-1);
	expect(indexOfTerm('classifiers', 'classifier')).toBe(0);
	expect(indexOfTerm('保护模型权重', '模型')).toBe(2);
	// A Latin word may follow a Chinese one without a space.
	expect(indexOfTerm('发布ai系统', 'ai')).toBe(2);
	expect(indexOfTerm('naïve', 've')).toBe(-1);
});

test('what is found is marked as it was written', () => {
	expect(marked('A Red team; red-teaming', 'RED team')).toBe('A [Red] [team]; [red]-[team]ing');
	expect(marked('Ｒｅｄ ﬁne café', 'red fine cafe\u0301')).toBe('[Ｒｅｄ] [ﬁne] [café]');
	expect(marked('cafe\u0301s', 'café')).toBe('[cafe\u0301]s');
	expect(marked('A café', 'cafe')).toBe('A [café]');
	expect(marked('A cafe', 'CAFÉ')).toBe('A [cafe]');
	expect(marked('한국어 ガイド', '한국어 ガイド')).toBe('[한국어] [ガイド]');
	expect(marked('我们保护模型权重', '模型权重')).toBe('我们保护[模型权重]');
	expect(marked('Nothing', 'red')).toBe('Nothing');
	expect(marked('', 'red')).toBe('');
});

test('an excerpt shows the first term with some text around it', () => {
	const text = `${'before '.repeat(60)}weights ${'after '.repeat(90)}`.trim();
	const pieces = excerpt(text, ['weights']);
	expect(join(pieces)).toMatch(/^… before( before)+ weights after( after)* …$/);
	expect(pieces.filter(({ hit }) => hit)).toEqual([{ text: 'weights', hit: true }]);
	expect(join(pieces).length).toBeLessThan(320);
	expect(join(excerpt('A short one.', ['weights']))).toBe('A short one.');
	expect(join(excerpt(text, ['absent']))).toMatch(/^before.* …$/);
});

test('Markdown is read as its readers see it', () => {
	expect(plainText('# A *b*\n\n- see [the **page**](https://lab.example/x)\n> `c`')).toBe(
		'A b see the page c'
	);
	expect(plainText('5 * 3 > 4, snake_case_word, #1')).toBe('5 * 3 > 4, snake_case_word, #1');
});

const anyText = fc.string({ unit: 'grapheme' });

test.prop([anyText, anyText])('marking loses and adds nothing', (text, query) => {
	expect(join(markTerms(text, searchTerms(query)))).toBe(text);
});

test.prop([anyText, fc.constantFrom('red', '模型', 'é', 'straße')])(
	'a word in a text is found and marked, whatever stands around it',
	(around, word) => {
		const text = `${around} ${word} ${around}`;
		expect(indexOfTerm(normalize(text), normalize(word))).not.toBe(-1);
		const hits = markTerms(text, searchTerms(word)).filter(({ hit }) => hit);
		expect(hits.some(({ text: hit }) => hit.includes(word))).toBe(true);
	}
);

const chinese = fc.string({
	unit: fc.constantFrom(...'前沿安全路线图的红队测试与模型权重保护在'),
	minLength: 4
});

test.prop([chinese, fc.nat(), fc.integer({ min: 1, max: 12 })])(
	'whatever is copied out of a Chinese text finds that text',
	(text, start, length) => {
		const from = start % text.length;
		const terms = searchTerms(text.slice(from, from + length));
		expect(terms.length).toBeGreaterThan(0);
		for (const term of terms) expect(indexOfTerm(text, term)).not.toBe(-1);
	}
);

test.prop([fc.string({ unit: 'grapheme', maxLength: 900 })])(
	'an excerpt never splits a character',
	(text) => {
		expect(join(excerpt(text, ['a'])).isWellFormed()).toBe(true);
	}
);
