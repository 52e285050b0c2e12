import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * Makes the font of Chinese that pictures are drawn with (src/lib/server/pictures/fonts): of Noto Sans SC, the
 * characters that the Chinese catalogue has, and for names and titles the 3,755 most used ones, which are
 * the first level of GB 2312, and the letters and signs that stand between them. Its test says when it has to be made anew. The whole font is 90 MB
 * and is no dependency; install it, and what cuts it, for the moment:
 *
 *   npm install --no-save @expo-google-fonts/noto-sans-sc@0.4.3 subset-font@2.9.0
 *   node scripts/picture-fonts.ts
 */

const MESSAGES = join('messages', 'zh');
const FOLDER = join('src', 'lib', 'server', 'pictures', 'fonts');
const WHOLE = '@expo-google-fonts/noto-sans-sc';

/** What the Chinese catalogue has beyond Latin, in order. */
export function catalogueCharacters(): string {
	const texts = readdirSync(MESSAGES, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json'))
		.map((file) => readFileSync(join(MESSAGES, file), 'utf8'));
	const beyond = [...new Set(texts.join(''))].filter((character) => character >= '\u2e80');
	return beyond.sort().join('');
}

/** What stands in one text with Chinese: letters of Latin, Greek and Cyrillic, and signs. */
export function lettersAndSigns(): string {
	const ranges = [
		[0x20, 0x7e],
		[0xa0, 0x24f],
		[0x370, 0x4ff],
		[0x2010, 0x2044],
		[0x20a0, 0x22ff]
	] as const;
	return ranges
		.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at))
		.map((code) => String.fromCodePoint(code))
		.join('');
}

/** The first level of GB 2312: rows 16 to 55 of 94 characters. */
export function commonCharacters(): string {
	const places = Array.from({ length: 40 * 94 }, (_, at) => [
		0xb0 + Math.floor(at / 94),
		0xa1 + (at % 94)
	]);
	const all = new TextDecoder('gbk').decode(Uint8Array.from(places.flat()));
	return all.replace(/\P{Script=Han}/gu, '');
}

if (import.meta.main) {
	const require = createRequire(import.meta.url);
	const { default: subset } = await import(require.resolve('subset-font'));
	const whole = readFileSync(require.resolve(`${WHOLE}/400Regular/NotoSansSC_400Regular.ttf`));
	const font = await subset(whole, lettersAndSigns() + catalogueCharacters() + commonCharacters(), {
		targetFormat: 'sfnt'
	});
	mkdirSync(FOLDER, { recursive: true });
	writeFileSync(join(FOLDER, 'NotoSansSC-catalogue.ttf'), font);
	writeFileSync(join(FOLDER, 'LICENSE'), readFileSync(require.resolve(`${WHOLE}/LICENSE_FONT`)));
	console.log(`${font.length} bytes`);
}
