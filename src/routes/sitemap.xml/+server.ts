import { AREAS } from '$lib/record/vocabulary.ts';
import { text } from '$lib/server/api/respond.ts';
import { record } from '$lib/server/record.ts';
import type { RequestHandler } from './$types';

/** Every public page that stays. Slugs and keys need no escaping. */
export const GET: RequestHandler = async ({ url }) => {
	const state = await record();
	const paths = ['/', '/compare', '/compare/goals', '/methodology', '/record'];
	for (const { slug, goals, certified } of state.organizations.values())
		paths.push(
			`/${slug}`,
			`/${slug}/changes`,
			`/${slug}/certified`,
			...new Set(certified.map(({ period }) => `/${slug}/certified/${period}`)),
			...AREAS.map((area) => `/${slug}/areas/${area}`),
			...[...goals.keys()].map((key) => `/${slug}/goals/${key}`)
		);
	const lines = paths.map((path) => `<url><loc>${url.origin}${path}</loc></url>`);
	const body = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${lines.join('\n')}
</urlset>
`;
	return text(body, 'application/xml');
};
