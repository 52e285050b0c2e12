import { describe, expect } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { wordDiff, type DiffPart } from './diff.ts';
import { listDiff } from './list-diff.ts';

const written = (parts: DiffPart[]) =>
	parts
		.map(({ text, change }) => ({ same: text, added: `+[${text}]`, removed: `-[${text}]` })[change])
		.join('');
const diff = (before: string, after: string) => written(wordDiff(before, after));

test('whole words are marked, and a phrase that was replaced is marked as one', () => {
	expect(diff('All weights are encrypted.', 'Most weights are encrypted.')).toBe(
		'-[All]+[Most] weights are encrypted.'
	);
	expect(diff('It doesn’t hold at 3.5%.', 'It didn’t hold at 4.5%.')).toBe(
		'It -[doesn’t]+[didn’t] hold at -[3.5]+[4.5]%.'
	);
	expect(diff('It is in every product.', 'It is in the chat product.')).toBe(
		'It is in -[every]+[the chat] product.'
	);
	expect(diff('Tell the board in 30 days.', 'Tell the public within a year.')).toMatch(
		/^Tell the -\[board in 30 days]\+\[public within a year]\.$/
	);
});

test('Chinese is marked by words, not as one run', () => {
	expect(diff('模型权重必须加密', '模型权重应当加密')).toBe('模型权重-[必须]+[应当]加密');
	expect(
		diff(
			'所有模型权重在存储时必须加密。每个季度由外部机构复查一次。',
			'所有模型权重在存储和传输时必须加密。每年由外部机构复查一次。'
		)
	).toBe('所有模型权重在存储+[和传输]时必须加密。-[每个季度]+[每年]由外部机构复查一次。');
});

test('Chinese and Latin text in one are marked by the words of each', () => {
	expect(
		diff(
			'达到ASL-3标准的模型，其权重由 2 人批准才能取出。',
			'达到ASL-4标准的模型，其权重由 three people 批准才能取出。'
		)
	).toBe('达到ASL--[3]+[4]标准的模型，其权重由 -[2 人]+[three people ]批准才能取出。');
});

test('words of other scripts without spaces are marked by the words of each', () => {
	const thai = (word: string) =>
		`บริษัทจะทดสอบโมเดลทุกรุ่นก่อนเผยแพร่และรายงานผลการทดสอบต่อ${word}ทุกไตรมาสโดยไม่เว้นวรรคระหว่างคำ`;
	expect(diff(thai('สาธารณะ'), thai('คณะกรรมการ'))).toBe(thai('-[สาธารณะ]+[คณะกรรมการ]'));
	const japanese = (word: string) => `モデルの重みは${word}に保管し、二人で承認する。`;
	expect(diff(japanese('金庫'), japanese('倉庫'))).toBe(japanese('-[金庫]+[倉庫]'));
	expect(diff('नमस्ते क्\u200dषमा दुनिया', 'नमस्ते क्\u200dषेत्र दुनिया')).toBe(
		'नमस्ते -[क्\u200dषमा]+[क्\u200dषेत्र] दुनिया'
	);
	expect(diff('متن می\u200cخواهم است', 'متن می\u200cرویم است')).toBe(
		'متن -[می\u200cخواهم]+[می\u200cرویم] است'
	);
	expect(diff('Bund\xadles tag', 'Bund\xadles rat')).toBe('Bund\xadles -[tag]+[rat]');
});

test('a change never cuts what reads as one character', () => {
	expect(diff('Team 👩\u200d👩\u200d👧 met', 'Team 👩\u200d👩\u200d👦 met')).toBe(
		'Team -[👩\u200d👩\u200d👧]+[👩\u200d👩\u200d👦] met'
	);
	expect(diff('🇩🇪🇫🇷', '🇩🇰🇫🇷')).toBe('-[🇩🇪]+[🇩🇰]🇫🇷');
	expect(diff('👍 yes', '👍🏽 yes')).toBe('-[👍]+[👍🏽] yes');
	expect(diff('กำ', 'ก')).toBe('-[กำ]+[ก]');
	expect(diff('ab. cd', 'ab. \u0301cd')).toBe('ab.-[ cd]+[ \u0301cd]');
});

test('lines that were changed stay lines', () => {
	expect(diff('One line\nAnother line\n\nThe end', 'First line\nSecond line\n\nThe end')).toBe(
		'-[One]+[First] line\n-[Another]+[Second] line\n\nThe end'
	);
});

describe('texts as long as the record takes', () => {
	const text = (words: string[], length: number, between: string) => {
		let made = '';
		for (let i = 0; made.length < length; i += 1)
			made += words[i % words.length] + (i % 12 === 11 ? `${i}${between}` : '');
		return made.slice(0, length);
	};
	const chinese = text(['模型权重', '必须', '加密', '，并由', '两人', '批准'], 99_000, '。');
	const english = text(['weights ', 'must ', 'stay ', 'encrypted ', 'here '], 99_000, 'today. ');
	const unbroken = chinese.replaceAll(/[，。]/g, '');

	test.each([
		['Chinese', chinese, '两人', '三人'],
		['English', english, 'encrypted', 'sealed'],
		['Chinese without a stop', unbroken, '两人', '三人']
	])('%s: a few words changed are found', (_, before, was, is) => {
		let count = 0;
		const after = before.replaceAll(was, (word) => ((count += 1) % 500 === 7 ? is : word));
		const parts = wordDiff(before, after);
		expect(parts.length).toBeGreaterThan(3);
		const changed = parts.filter(({ change }) => change !== 'same');
		expect(changed.reduce((sum, part) => sum + part.text.length, 0)).toBeLessThan(500);
	});

	test('one without a word in common is one removed and one added', () => {
		const many = (word: string) => Array.from({ length: 3000 }, (_, i) => `${word}${i}`).join(' ');
		const parts = wordDiff(many('a'), many('b'));
		expect(parts.map((part) => part.change)).toEqual(['removed', 'added']);
	});
});

const word = fc.constantFrom(
	...['模型', '权重', '必须', '加密', '。', '，', 'weights', 'must', '3.5', 'don’t', '👩‍🔬', 'é'],
	...[
		' ',
		' ',
		'\n',
		'. ',
		'; ',
		'-',
		'\u0301',
		'\u200d',
		'\ufe0f',
		'🏽',
		'👩',
		'👧',
		'🇩',
		'🇪',
		'🇫'
	],
	...['ทดสอบ', 'กำ', 'ำ', 'นี้', 'क्', 'षि', 'मा', '한', '\u1112', '\u1161', '\u11ab', 'می', '\u200c']
);
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const someText = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));
const without = (parts: DiffPart[], change: DiffPart['change']) =>
	parts
		.filter((part) => part.change !== change)
		.map((part) => part.text)
		.join('');

test.prop([someText, someText])('both texts can be read from the parts', (before, after) => {
	const parts = wordDiff(before, after);
	expect(without(parts, 'added')).toBe(before);
	expect(without(parts, 'removed')).toBe(after);
	for (const side of ['added', 'removed'] as const) {
		const whole = without(parts, side);
		const cuts = new Set(
			Array.from(graphemes.segment(whole), ({ index }) => index).concat(whole.length)
		);
		let at = 0;
		for (const { text, change } of parts)
			if (change !== side) expect(cuts, JSON.stringify(parts)).toContain((at += text.length));
	}
	for (const [index, { text, change }] of parts.entries()) {
		expect(text).not.toBe('');
		expect(change).not.toBe(parts[index - 1]?.change);
	}
});

describe('a list', () => {
	const list = (before: string[], after: string[]) => written(listDiff(before, after));

	test('an item that was taken out leaves the others unmarked', () => {
		expect(
			list(['Weights are sealed', 'Two approve', 'A report'], ['Two approve', 'A report'])
		).toBe('-[1. Weights are sealed]\n1. Two approve\n2. A report');
	});

	test('an item that was changed is compared with itself, others are added or removed whole', () => {
		expect(
			list(
				['All weights are sealed', 'Two people approve', 'Stays'],
				['A wholly new one', 'Most weights are sealed', 'Stays', 'Last']
			)
		).toBe(
			'+[1. A wholly new one]\n2. -[All]+[Most] weights are sealed\n-[2. Two people approve]\n3. Stays\n+[4. Last]'
		);
	});

	test('Chinese items are told apart too', () => {
		expect(list(['权重必须加密', '两人批准'], ['权重应当加密'])).toBe(
			'1. 权重-[必须]+[应当]加密\n-[2. 两人批准]'
		);
	});

	const items = fc.array(
		someText.filter((text) => text.trim() !== '' && !text.includes('\n')),
		{
			maxLength: 8
		}
	);
	test.prop([items, items])('is whole after the change', (before, after) => {
		const lines = without(listDiff(before, after), 'removed')
			.split('\n')
			.filter((line) => line !== '');
		expect(lines).toEqual(after.map((text, index) => `${index + 1}. ${text}`));
	});
});
