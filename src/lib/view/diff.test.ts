import { expect } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { wordDiff } from './diff.ts';

const written = (before: string, after: string) =>
	wordDiff(before, after)
		.map(({ text, change }) => ({ same: text, added: `+[${text}]`, removed: `-[${text}]` })[change])
		.join('');

test('whole words are marked', () => {
	expect(written('All weights are encrypted.', 'Most weights are encrypted.')).toBe(
		'-[All]+[Most] weights are encrypted.'
	);
});

test('Chinese is marked by words, not as one run', () => {
	expect(written('模型权重必须加密', '模型权重应当加密')).toBe('模型权重-[必须]+[应当]加密');
});

test('texts without a word in common are still told apart', () => {
	const many = (word: string) => Array.from({ length: 3000 }, (_, i) => `${word}${i}`).join(' ');
	const parts = wordDiff(many('a'), many('b'));
	expect(parts.map((part) => part.change)).toEqual(['removed', 'added']);
});

const squeeze = (text: string) => text.replaceAll(/\s+/gu, '');

test.prop([fc.lorem({ maxCount: 30 }), fc.lorem({ maxCount: 30 })])(
	'what is the same and what is added make up the new text',
	(before, after) => {
		const text = wordDiff(before, after)
			.filter((part) => part.change !== 'removed')
			.map((part) => part.text)
			.join('');
		expect(squeeze(text)).toBe(squeeze(after));
	}
);
