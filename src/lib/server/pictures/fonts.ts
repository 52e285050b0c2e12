import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inChinese } from '../../view/shared/in-chinese.ts';

/**
 * The fonts that pictures are drawn with: a bare server has none, and a picture shall be the same
 * wherever it is drawn. Latin, Greek, Cyrillic and more come with a package; of Chinese there are the
 * characters of the catalogue and the common ones, with the letters that stand in one text with them, in a
 * file that scripts/picture-fonts.ts makes.
 */

const require = createRequire(join(process.cwd(), 'package.json'));
const NOTO = '@expo-google-fonts/noto-sans';

// eslint-disable-next-line no-restricted-syntax -- the name of a font
export const FAMILY = 'Noto Sans';
export const CHINESE = join(process.cwd(), 'src/lib/server/pictures/fonts/NotoSansSC-common.ttf');
export const fontFiles = () => [
	require.resolve(`${NOTO}/400Regular/NotoSans_400Regular.ttf`),
	require.resolve(`${NOTO}/700Bold/NotoSans_700Bold.ttf`),
	CHINESE
];

let known: { chinese: Set<number>; others: Set<number> } | undefined;

/** Scripts whose letters stand one after another: others are shaped, or run the other way, and come out wrong. */
const SCRIPTS =
	/^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Common}]*$/u;

/**
 * Whether a text can be drawn as it is written, each character being in its font. What is not would be drawn as
 * a box: leave such a name out, and one whose characters control how others stand.
 */
export function canDraw(text: string): boolean {
	const [others, , chinese] = fontFiles();
	known ??= {
		chinese: charactersOf(readFileSync(chinese!)),
		others: charactersOf(readFileSync(others!))
	};
	const composed = text.normalize('NFC');
	if (/[\p{C}\p{M}]/u.test(composed) || !SCRIPTS.test(composed)) return false;
	const font = inChinese(text) ? known.chinese : known.others;
	return [...composed].every((character) => font.has(character.codePointAt(0)!));
}

/** The code points that a TrueType font has a glyph for, by the tables of formats 4 and 12 of its `cmap`. */
export function charactersOf(font: Buffer): Set<number> {
	const found = new Set<number>();
	const cmap = tableOf(font, 'cmap');
	for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
		const at = cmap + font.readUInt32BE(cmap + 8 + 8 * index);
		const format = font.readUInt16BE(at);
		if (format === 4) segments(font, at, found);
		if (format === 12) groups(font, at, found);
	}
	return found;
}

function tableOf(font: Buffer, name: string): number {
	for (let index = 0; index < font.readUInt16BE(4); index += 1) {
		const at = 12 + 16 * index;
		if (font.toString('latin1', at, at + 4) === name) return font.readUInt32BE(at + 8);
	}
	throw new Error(`A font without the table ${name}.`);
}

/** Format 4: segments of the first 65,536 characters, with a delta or with places in a list of glyphs. */
function segments(font: Buffer, at: number, found: Set<number>): void {
	const double = font.readUInt16BE(at + 6);
	const [ends, starts] = [at + 14, at + 16 + double];
	for (let segment = 0; segment < double; segment += 2) {
		const last = font.readUInt16BE(ends + segment);
		const first = font.readUInt16BE(starts + segment);
		const delta = font.readUInt16BE(starts + double + segment);
		const offsetAt = starts + 2 * double + segment;
		const offset = font.readUInt16BE(offsetAt);
		for (let code = first; code <= last && code < 0xffff; code += 1) {
			const listed = offset && font.readUInt16BE(offsetAt + offset + 2 * (code - first));
			const glyph = offset ? listed : (code + delta) & 0xffff;
			if (glyph !== 0) found.add(code);
		}
	}
}

/** Format 12: groups of neighbouring characters, of all planes. */
function groups(font: Buffer, at: number, found: Set<number>): void {
	for (let group = 0; group < font.readUInt32BE(at + 12); group += 1) {
		const [first, last, glyph] = [0, 4, 8].map((part) =>
			font.readUInt32BE(at + 16 + 12 * group + part)
		) as [number, number, number];
		for (let code = first; code <= last; code += 1) if (glyph + code - first !== 0) found.add(code);
	}
}
