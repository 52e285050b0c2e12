import { baseLocale, getLocale, locales, type Locale } from './paraglide/runtime.js';

/** Addresses and tags of the two languages. English stands unprefixed, Chinese under /zh. */

export const LOCALES = locales;
export type { Locale };

/** What `lang` and `hreflang` say: the catalogue `zh` is written in simplified characters. */
export const TAGS: Record<Locale, string> = { en: 'en', zh: 'zh-Hans' };

/** Each language by its own name. */
export const OWN_NAMES: Record<Locale, string> = { en: 'English', zh: '简体中文' };

/**
 * The address of a page in the language that is being read. `path` begins with `/` and has no prefix;
 * query and hash stay. Files and the API have one address and are not put through this.
 */
export function to(path: string): string {
	return inLocale(path, getLocale());
}

/** The address of a page, given without prefix, in one language. */
export function inLocale(path: string, locale: Locale): string {
	if (locale === baseLocale) return path;
	return path === '/' ? `/${locale}` : `/${locale}${path}`;
}

/** The language whose prefix a path has; English for one without. */
export function localeOf(path: string): Locale {
	return locales.find((locale) => locale !== baseLocale && isUnder(path, locale)) ?? baseLocale;
}

/** The path as routes know it, without the prefix of a language. */
export function withoutLocale(path: string): string {
	const locale = localeOf(path);
	if (locale === baseLocale) return path;
	// One slash: /zh//elsewhere.example must not become the address of another site.
	return `/${path.slice(locale.length + 1).replace(/^[/\\]+/, '')}`;
}

/** The address meant by one whose prefix has capitals, `/ZH/compare`; null for all others. */
export function inSmallLetters(path: string): string | null {
	const small = locales.find(
		(locale) =>
			locale !== baseLocale && isUnder(path.slice(0, locale.length + 2).toLowerCase(), locale)
	);
	if (!small || isUnder(path, small)) return null;
	return `/${small}${path.slice(small.length + 1)}`;
}

function isUnder(path: string, locale: Locale): boolean {
	return path === `/${locale}` || path.startsWith(`/${locale}/`);
}
