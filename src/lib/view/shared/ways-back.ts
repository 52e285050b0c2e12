import { to, withoutLocale } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import { isReservedSlug, KEY_PATTERN } from '../../record/slug.ts';
import { AREAS } from '../../record/vocabulary.ts';

type Way = { href: string; name: string };
type Named = { slug: string; name: string };

/** Pages that each organization has, by their last path segment. */
const PAGES: Record<string, () => string> = {
	calendar: m.calendar_title,
	certified: m.certified_title,
	changes: m.changes_name
};

/**
 * Where a reader of an error page can go: up from the address that failed, and to the site's parts.
 * `near` is the organization that a misspelt address most likely means; `few` are all organizations,
 * of which an address may lack the one that it is of; `entry` is one that this server cannot read.
 */
export function waysBack(
	status: number,
	url: URL,
	{ near, few = [], entry }: { near?: Named; few?: Named[]; entry?: number } = {}
): Way[] {
	const ways: Way[] = [];
	if (entry !== undefined)
		ways.push({ href: to(`/record?entry=${entry}`), name: m.entry({ seq: entry }) });
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
	const page = rest.length === 0 && Object.hasOwn(PAGES, first) ? PAGES[first] : undefined;
	if (page)
		for (const { slug, name } of few)
			ways.push({
				href: to(`/${slug}/${first}`),
				name: m.scorecard_page_of({ page: page(), name })
			});
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
