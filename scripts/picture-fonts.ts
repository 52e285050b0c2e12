import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * Makes the font of Chinese that pictures are drawn with (src/lib/server/pictures/fonts): of Noto Sans SC, the
 * characters that the Chinese catalogue has and the 3,755 common ones, which nearly every word and name is written
 * with, so that new messages seldom need it made anew; its test says when. Letters and signs that stand in one text
 * with them are there too. The whole font is 90 MB and is no
 * dependency; install it, and what cuts it, for the moment:
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

/** The first level of GB/T 2312, as its rows 16 to 55 have it. */
function commonCharacters(): string {
	const bytes: number[] = [];
	for (let row = 0xb0; row <= 0xd7; row += 1)
		for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell += 1) bytes.push(row, cell);
	return new TextDecoder('gb2312').decode(Uint8Array.from(bytes));
}

/** What stands in one text with Chinese: letters of Latin, Greek and Cyrillic, and signs. */
function lettersAndSigns(): string {
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

if (import.meta.main) {
	const require = createRequire(import.meta.url);
	const { default: subset } = await import(require.resolve('subset-font'));
	const whole = readFileSync(require.resolve(`${WHOLE}/400Regular/NotoSansSC_400Regular.ttf`));
	const font = await subset(whole, lettersAndSigns() + catalogueCharacters() + commonCharacters(), {
		targetFormat: 'sfnt'
	});
	mkdirSync(FOLDER, { recursive: true });
	writeFileSync(join(FOLDER, 'NotoSansSC-common.ttf'), font);
	writeFileSync(join(FOLDER, 'LICENSE'), readFileSync(require.resolve(`${WHOLE}/LICENSE_FONT`)));
	console.log(`${font.length} bytes`);
}
