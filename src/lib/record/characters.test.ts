import { describe, expect, test } from 'vitest';
import { firstUnseen, isSeen, replaceUnseen, unseenInAddress } from './characters.ts';

const all = Array.from({ length: 0x110000 }, (_, code) => code)
	.filter((code) => code < 0xd800 || code > 0xdfff)
	.map((code) => String.fromCodePoint(code));

test('what nobody sees is what Unicode says may be ignored, and what no text holds', () => {
	const isOne = (letter: string) =>
		/[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb]/u.test(letter) ||
		(/\p{Cc}/u.test(letter) && !'\t\n\r'.includes(letter));
	const differ = all.filter((letter) => isOne(letter) !== (unseenInAddress(letter) !== undefined));
	expect(differ.map((letter) => letter.codePointAt(0)!.toString(16))).toEqual([]);
	// All that turn the direction of what is written are among them.
	const turning = all.filter((letter) => /\p{Bidi_Control}/u.test(letter));
	expect(turning).toHaveLength(12);
	for (const letter of turning)
		expect(firstUnseen(`a${letter}b`)).toEqual({ code: letter.codePointAt(0), at: 1 });
});

describe('a joiner belongs', () => {
	// Letters and signs of the scripts that need it, by Unicode's own words.
	const scripts =
		'Arabic Syriac Nko Mandaic Mongolian Phags_Pa Adlam Hanifi_Rohingya Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Tibetan Myanmar Khmer Balinese Javanese Tai_Tham Meetei_Mayek Grantha Tirhuta Newa Chakma';
	const letters = all.filter((each) => /[\p{L}\p{M}]/u.test(each) && !unseenInAddress(each));
	test.each(scripts.split(' '))('in words in %s', (script) => {
		const isOfIt = new RegExp(`\\p{Script=${script}}`, 'u');
		const own = letters.filter((letter) => isOfIt.test(letter));
		expect(own.length).toBeGreaterThan(20);
		const refused = own.filter((letter) => firstUnseen(`${letter}\u200c${letter}\u200d`));
		expect(refused).toEqual([]);
	});

	test('between pictures', () => {
		const pictures = all.filter((each) => /\p{Extended_Pictographic}/u.test(each));
		for (const picture of pictures) {
			expect(firstUnseen(`${picture}\u200d${picture}\ufe0f\u200d${picture}`)).toBe(undefined);
			expect(firstUnseen(`${picture}\u200d`)).toMatchObject({ code: 0x200d });
		}
	});
});

describe('stays', () => {
	test.each([
		'می‌خواهم',
		'ന്‍',
		'क्‍ष',
		'👩‍🔬 👨‍👩‍👧‍👦 🏳️‍⚧️ 👩🏽‍🚀 ❤️‍🔥 1️⃣ ☎︎',
		'🏴󠁧󠁢󠁥󠁮󠁧󠁿',
		'Dampf\u00adschiff',
		'ภาษา\u200bไทย',
		'葛\u{e0100}城',
		'ᠠ\u180bᠭ',
		'עברית and English, line\r\n\tafter line\u2028',
		'\u3000'
	])('%s', (text) => {
		expect(firstUnseen(text)).toBe(undefined);
	});
});

describe('is found', () => {
	test.each([
		['Goal\u202etxt.', 0x202e, 4],
		['🧭\u200bb', 0x200b, 2],
		['a\u200db', 0x200d, 1],
		['a\u200cb', 0x200c, 1],
		['\ufeffa', 0xfeff, 0],
		['a\ufe0f', 0xfe0f, 1],
		// A second selector, of which the eye sees as little as of the letters that such rows can hide.
		['😀\ufe0f\u{e0101}', 0xe0101, 3],
		['😀\u{e0061}\u{e0062}', 0xe0061, 2],
		[`🏴${'\u{e0061}'.repeat(7)}\u{e007f}`, 0xe0061, 2],
		['\u115f', 0x115f, 0],
		['می\u200c\u200cخ', 0x200c, 3],
		['a\u0007', 7, 1],
		['a\uffff', 0xffff, 1]
	])('%j', (text, code, at) => {
		expect(firstUnseen(text)).toEqual({ code, at });
		expect(replaceUnseen(text, () => '?')).not.toBe(text);
		expect(firstUnseen(replaceUnseen(text, () => '?'))).toBe(undefined);
	});
});

test('an address holds none at all', () => {
	for (const letter of ['\u00ad', '\u200c', '\u200d', '\ufe0f'])
		expect(unseenInAddress(`https://a.example/می${letter}خ`)).toMatchObject({ at: 20 });
});

test('of these and of white space no text is made', () => {
	for (const text of ['', ' \u3000\t', '\u200b', '\u00ad\u00ad', '\u2800', '\u202e \u3164'])
		expect(isSeen(text)).toBe(false);
	for (const text of ['a', '\u200ba', '👩‍🔬', '⠁']) expect(isSeen(text)).toBe(true);
});
