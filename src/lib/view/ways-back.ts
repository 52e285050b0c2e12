import { to, withoutLocale } from '../locale.ts';
import { m } from '../paraglide/messages.js';
import { isReservedSlug, KEY_PATTERN } from '../record/slug.ts';
import { AREAS } from '../record/vocabulary.ts';

type Way = { href: string; name: string };

/** Where a reader of an error page can go: up from the address that failed, and to the site's parts. */
export function waysBack(status: number, url: URL, near?: { slug: string; name: string }): Way[] {
	const ways: Way[] = [];
	if (url.searchParams.has('as_of') && status === 400)
		ways.push({ href: url.pathname, name: m.way_today() });
	if (status >= 500) ways.push({ href: url.pathname + url.search, name: m.way_again() });
	const [first = '', ...rest] = withoutLocale(url.pathname).split('/').filter(Boolean);
	if (near)
		ways.push({
			href: to(`/${[near.slug, ...rest].join('/')}`),
			name: m.scorecard_near({ name: near.name })
		});
	else if (rest.length > 0 && KEY_PATTERN.test(first) && !isReservedSlug(first))
		ways.push({ href: to(`/${first}`), name: m.way_scorecard() });
	if (status === 404 && rest[0] === 'areas')
		for (const area of AREAS)
			ways.push({ href: to(`/${near?.slug ?? first}/areas/${area}`), name: m.area_name({ area }) });
	return [
		...ways,
		{ href: to('/'), name: m.way_organizations() },
		{ href: to('/record'), name: m.way_record() },
		{ href: to('/methodology'), name: m.way_methodology() }
	];
}
