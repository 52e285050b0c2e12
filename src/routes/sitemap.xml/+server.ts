import { inLocale, LOCALES, TAGS } from '$lib/locale.ts';
import { AREAS } from '$lib/record/vocabulary.ts';
import type { Organization } from '$lib/record/state.ts';
import { text } from '$lib/server/api/respond.ts';
import { record } from '$lib/server/record/record.ts';
import type { RequestHandler } from './$types';

/** Every public page that stays, in each language and with its address in the others. */
export const GET: RequestHandler = async ({ url }) => {
	const { organizations } = await record();
	const paths = [
		...['/', '/compare', '/compare/goals', '/methodology', '/methodology/sensitivity', '/record'],
		...[...organizations.values()].flatMap(pathsOf)
	];
	// eslint-disable-next-line no-restricted-syntax -- XML
	const body = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${paths.flatMap((path) => entriesOf(url.origin, path)).join('\n')}
</urlset>
`;
	return text(body, 'application/xml');
};

function pathsOf({ slug, goals, certified }: Organization): string[] {
	return [
		`/${slug}`,
		`/${slug}/goals`,
		`/${slug}/changes`,
		`/${slug}/delivery`,
		`/${slug}/trend`,
		`/${slug}/reviews`,
		`/${slug}/certified`,
		...new Set(certified.map(({ period }) => `/${slug}/certified/${period}`)),
		`/${slug}/calendar`,
		`/methodology/sensitivity?organization=${slug}`,
		...AREAS.map((area) => `/${slug}/areas/${area}`),
		...[...goals.keys()].map((key) => `/${slug}/goals/${key}`)
	];
}

/** Slugs and keys need no escaping. */
function entriesOf(origin: string, path: string): string[] {
	const links = [
		...LOCALES.map((locale) => link(TAGS[locale], origin + inLocale(path, locale))),
		link('x-default', origin + path)
	].join('');
	return LOCALES.map(
		(locale) => `<url><loc>${origin}${inLocale(path, locale)}</loc>${links}</url>`
	);
}

function link(language: string, href: string): string {
	// eslint-disable-next-line no-restricted-syntax -- XML
	return `<xhtml:link rel="alternate" hreflang="${language}" href="${href}"/>`;
}
