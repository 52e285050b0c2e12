/* eslint-disable no-misleading-character-class, no-restricted-syntax -- classes of these very characters */
/*
 * Characters that nobody sees, or that turn the direction of what is written, so that a text reads otherwise
 * than it is. Spelt out as the patterns in pattern.ts are; a test holds them to Unicode's own properties, and
 * `private.unseen_in` in the database to the same answers.
 */

/**
 * Unicode's Default_Ignorable_Code_Point, among them every Bidi_Control; the marks of annotations, which it
 * leaves out since they are to be processed; and what no text holds, and no XML may: controls but tab and
 * line ends, and noncharacters. Unassigned ones are none: the next Unicode may show them.
 */
const UNSEEN = String.raw`\u0000-\u0008\v\f\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{4fffe}\u{4ffff}\u{5fffe}\u{5ffff}\u{6fffe}\u{6ffff}\u{7fffe}\u{7ffff}\u{8fffe}\u{8ffff}\u{9fffe}\u{9ffff}\u{afffe}\u{affff}\u{bfffe}\u{bffff}\u{cfffe}\u{cffff}\u{dfffe}\u{dffff}\u{e0000}-\u{e0fff}\u{efffe}\u{effff}\u{ffffe}\u{fffff}\u{10fffe}\u{10ffff}`;

/** The blocks of scripts whose letters join, or have signs that a joiner shows or hides: Arabic's and India's kin. */
const JOINED = String.raw`\u0600-\u086f\u0870-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1bff\u1c00-\u1c4f\u1cd0-\u1cff\ua800-\ua82f\ua840-\ua8ff\ua930-\ua95f\ua980-\uaa7f\uaae0-\uaaff\uabc0-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\u{10a00}-\u{10a5f}\u{10ac0}-\u{10aff}\u{10b80}-\u{10baf}\u{10d00}-\u{10d3f}\u{10ec0}-\u{10fdf}\u{11000}-\u{11fff}\u{1e900}-\u{1e95f}\u{1ee00}-\u{1eeff}`;
/** Scripts that are written without spaces and mark where a line may end: Line_Break=Complex_Context. */
const UNSPACED = String.raw`\u0e00-\u0eff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff\u1950-\u19ff\u1a20-\u1aaf\uaa60-\uaadf`;
/** Extended_Pictographic, with the symbols and arrows between them. */
const PICTURE = String.raw`\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\u{1f000}-\u{1fffd}`;
const HAN = String.raw`\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}`;
/** What else has a variant of its own. */
const VARIED = String.raw`\u1000-\u109f\u2018-\u201d\u2190-\u2bff\u3001\u3002\ua840-\ua877\uaa60-\uaa7f\uff01-\uff1f`;

/**
 * Where one of them belongs: soft hyphens; joiners in a word that needs them and between emoji; the place where
 * a line of Thai may end; the one variation selector of a character that has variants; the tags of a flag.
 */
const KEPT = [
	String.raw`\u00ad`,
	`(?<=[${JOINED}])[\\u200c\\u200d]`,
	`(?<=[${PICTURE}\\ufe0e\\ufe0f])\\u200d(?=[${PICTURE}])`,
	`(?<=[${UNSPACED}])\\u200b(?=[${UNSPACED}])`,
	`(?<=[${PICTURE}0-9#*])[\\ufe0e\\ufe0f]`,
	`(?<=[${HAN}${VARIED}])[\\ufe00-\\ufe0d]`,
	`(?<=[${HAN}])[\\u{e0100}-\\u{e01ef}]`,
	String.raw`(?<=[\u1820-\u18aa])[\u180b-\u180f]`,
	String.raw`(?<=\u{1f3f4})[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}`
].join('|');

const ANY = new RegExp(`[${UNSEEN}]`, 'u');
/** White space, a blank of Braille and what is not seen: of these alone no text is made. */
const SEEN = new RegExp(`[^\\s\\u2800${UNSEEN}]`, 'u');

/** One character that nobody sees, and at which place of the text it stands, in UTF-16 units. */
export type Unseen = { code: number; at: number };

/** Those of a text that do not belong where they stand. */
export function* unseenIn(text: string): Generator<Unseen> {
	if (!ANY.test(text)) return;
	// Made for whom it finds something: it has a place of its own.
	for (const match of text.matchAll(new RegExp(`(${KEPT})|[${UNSEEN}]`, 'gu')))
		if (match[1] === undefined) yield { code: match[0].codePointAt(0)!, at: match.index };
}

/** The first character of a text that nobody sees and that does not belong where it stands. */
export function firstUnseen(text: string): Unseen | undefined {
	for (const unseen of unseenIn(text)) return unseen;
	return undefined;
}

/** The text with something in place of each of them. */
export function replaceUnseen(text: string, by: (code: number) => string): string {
	let replaced = '';
	let from = 0;
	for (const { code, at } of unseenIn(text)) {
		replaced += text.slice(from, at) + by(code);
		from = at + String.fromCodePoint(code).length;
	}
	return replaced + text.slice(from);
}

/** The first in an address, in which none belongs. */
export function unseenInAddress(text: string): Unseen | undefined {
	const match = ANY.exec(text);
	return match ? { code: match[0].codePointAt(0)!, at: match.index } : undefined;
}

/** Whether there is anything to be seen. */
export const isSeen = (text: string): boolean => SEEN.test(text);
