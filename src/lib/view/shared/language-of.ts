import { TAGS } from '../../locale.ts';
import { getLocale } from '../../paraglide/runtime.js';

/** So much of a text tells its language. */
const SAMPLE = 2000;

/**
 * What the `lang` of an element says that shows a text which an organization wrote, told by its script:
 * undefined where that is the page's own language, or where the text has no words. A Chinese character
 * weighs as much as a word of Latin letters, so that names in Latin letters leave a Chinese sentence
 * Chinese. Tags of HTML are not read.
 */
export function languageOf(text: string): string | undefined {
	const words = text.slice(0, SAMPLE).replace(/<[^>]*>|&#?\w+;/g, ' ');
	const han = words.match(/\p{Script=Han}/gu)?.length ?? 0;
	const latin = words.match(/[\p{Script=Latin}'’]+/gu)?.length ?? 0;
	if (han + latin === 0) return undefined;
	const locale = han >= latin ? 'zh' : 'en';
	return locale === getLocale() ? undefined : TAGS[locale];
}
