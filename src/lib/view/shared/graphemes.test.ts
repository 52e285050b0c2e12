import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { clipped, cutBefore, graphemesOf, wholeClusters } from './graphemes.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const clusters = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);

const text = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				'👩',
				'\u200d',
				'🏽',
				'🇩',
				'e',
				'\u0301',
				'ก',
				'ำ',
				'क्',
				'ष',
				'\r',
				'\n',
				'한',
				'ᅡ'
			),
			fc.string({ unit: 'binary', maxLength: 2 })
		)
	)
	.map((parts) => parts.join(''));

test.prop([text])('a text is cut where Unicode cuts it', (text) => {
	expect(graphemesOf(text)).toEqual(clusters(text));
	expect(wholeClusters([...text])).toEqual(clusters(text));
});

test.prop([text, fc.nat({ max: 40 })])('a beginning ends between two characters', (text, most) => {
	const at = cutBefore(text, most);
	expect(at).toBeLessThanOrEqual(most > text.length ? text.length : most);
	expect(
		clusters(text)
			.join('|')
			.startsWith(clusters(text.slice(0, at)).join('|'))
	).toBe(true);
	expect(clipped(text, most + 1).length).toBeLessThanOrEqual(most + 1);
});

test('a text that is cut says so', () => {
	expect(clipped('four', 4)).toBe('four');
	expect(clipped('a 👩\u200d👩\u200d👧', 5)).toBe('a…');
	expect(clipped('a b c', 4)).toBe('a b…');
});
