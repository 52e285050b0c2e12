import { m } from '../../paraglide/messages.js';
import { firstUnseen, unseenInAddress, type Unseen } from '../../record/characters.ts';

/** Characters that nobody sees, named: whoever is to take one out must be told which, and where it stands. */

type Range = readonly [from: number, to: number, name: () => string];
const NAMES: readonly Range[] = [
	[0xad, 0xad, m.character_soft_hyphen],
	[0x61c, 0x61c, m.character_arabic_mark],
	[0x180b, 0x180d, m.character_variation_selector],
	[0x180f, 0x180f, m.character_variation_selector],
	[0x200b, 0x200b, m.character_zero_width_space],
	[0x200c, 0x200c, m.character_non_joiner],
	[0x200d, 0x200d, m.character_joiner],
	[0x200e, 0x200e, m.character_left_to_right_mark],
	[0x200f, 0x200f, m.character_right_to_left_mark],
	[0x202a, 0x202a, m.character_left_to_right_embedding],
	[0x202b, 0x202b, m.character_right_to_left_embedding],
	[0x202c, 0x202c, m.character_pop_formatting],
	[0x202d, 0x202d, m.character_left_to_right_override],
	[0x202e, 0x202e, m.character_right_to_left_override],
	[0x2060, 0x2060, m.character_word_joiner],
	[0x2066, 0x2066, m.character_left_to_right_isolate],
	[0x2067, 0x2067, m.character_right_to_left_isolate],
	[0x2068, 0x2068, m.character_first_strong_isolate],
	[0x2069, 0x2069, m.character_pop_isolate],
	[0xfe00, 0xfe0f, m.character_variation_selector],
	[0xfeff, 0xfeff, m.character_byte_order_mark],
	[0xe0000, 0xe007f, m.character_tag],
	[0xe0100, 0xe01ef, m.character_variation_selector],
	[0, 0x1f, m.character_control],
	[0x7f, 0x9f, m.character_control]
];

export const characterNumber = (code: number) =>
	`U+${code.toString(16).toUpperCase().padStart(4, '0')}`;

/** Such as `U+202E (right-to-left override)`. */
export function characterName(code: number): string {
	const [, , name = m.character_other] =
		NAMES.find(([from, to]) => code >= from && code <= to) ?? [];
	return m.character_named({ code: characterNumber(code), name: name() });
}

/** As the database names it, `U+202E`; anything else as it is. */
export function namedCharacter(code: string): string {
	const hex = /^U\+([0-9A-F]{4,6})$/.exec(code)?.[1];
	return hex === undefined ? code : characterName(Number.parseInt(hex, 16));
}

/** So much of what stands before it is told. In characters. */
const BEFORE = 20;

/** The end of what stands before a place, in one line. */
export const endOf = (text: string, at: number) =>
	[...text.slice(0, at).replace(/\s+/g, ' ').trim()].slice(-BEFORE).join('');

function wordsOf(text: string, { code, at }: Unseen): string {
	const before = endOf(text, at);
	const character = characterName(code);
	return before === '' ? m.form_unseen_first({ character }) : m.form_unseen({ character, before });
}

/** What is to be taken out of a text; undefined where nothing is. */
export function unseenWords(text: string): string | undefined {
	const unseen = firstUnseen(text);
	return unseen && wordsOf(text, unseen);
}

/** The same of an address, a key, a day or a word of a list, in which none belongs. */
export function unseenWordsOfCode(value: unknown): string | undefined {
	const unseen = typeof value === 'string' ? unseenInAddress(value) : undefined;
	return unseen && wordsOf(value as string, unseen);
}
