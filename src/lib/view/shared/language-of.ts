import { TAGS } from '../../locale.ts';
import { getLocale } from '../../paraglide/runtime.js';

/** So much of a text tells its language. */
const SAMPLE = 2000;

/** Scripts without Latin letters or Chinese characters, and those of Japanese and Korean. */
const OTHERS =
	// eslint-disable-next-line no-restricted-syntax -- names of scripts
	'Arab Armn Beng Cyrl Deva Ethi Geor Grek Gujr Guru Hang Hebr Hira Kana Khmr Knda Laoo Mlym Mymr Orya Sinh Taml Telu Thai'
		.split(' ')
		.map((script) => ({
			script,
			words: new RegExp(`\\p{Script=${script}}[\\p{Script=${script}}\\p{M}]*`, 'gu')
		}));
const OTHER = /(?![\p{Script=Latin}\p{Script=Han}])\p{L}/u;

/**
 * What the `lang` of an element says that shows a text which an organization wrote, told by its script:
 * undefined where that is the page's own language, or where the text has no words. A Chinese character
 * weighs as much as a word of Latin letters, so that names in Latin letters leave a Chinese sentence
 * Chinese. Of another script it is the language that is written in it most. Tags of HTML are not read.
 */
export function languageOf(text: string): string | undefined {
	const words = text.slice(0, SAMPLE).replace(/<[^>]*>|&#?\w+;/g, ' ');
	const han = words.match(/\p{Script=Han}/gu)?.length ?? 0;
	const latin = words.match(/[\p{Script=Latin}'’]+/gu)?.length ?? 0;
	const other = OTHER.test(words) ? otherScript(words) : null;
	// Japanese has Chinese characters too.
	const isJapanese = other && /^(Hira|Kana)$/.test(other.script);
	if (other && (isJapanese ? other.count > latin : other.count > latin + han))
		return new Intl.Locale(`und-${other.script}`).maximize().language;
	if (han + latin === 0) return undefined;
	const locale = han >= latin ? 'zh' : 'en';
	return locale === getLocale() ? undefined : TAGS[locale];
}

/** The script, other than Latin and Chinese, with the most words of the text. */
function otherScript(text: string): { script: string; count: number } | null {
	const found = OTHERS.map(({ script, words }) => ({
		script,
		count: text.match(words)?.length ?? 0
	})).filter(({ count }) => count > 0);
	return found.sort((a, b) => b.count - a.count)[0] ?? null;
}
