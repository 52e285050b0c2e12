import { to, withoutLocale } from '../locale.ts';
import { m } from '../paraglide/messages.js';
import { KEY_PATTERN } from '../record/parts.ts';
import { isReservedSlug } from '../record/slug.ts';

type Way = { href: string; name: string };

/** Where a reader of an error page can go: up from the address that failed, and to the site's parts. */
export function waysBack(status: number, url: URL): Way[] {
	const ways: Way[] = [];
	if (url.searchParams.has('as_of') && status === 400)
		ways.push({ href: url.pathname, name: m.way_today() });
	if (status >= 500) ways.push({ href: url.pathname + url.search, name: m.way_again() });
	const [first = '', ...rest] = withoutLocale(url.pathname).split('/').filter(Boolean);
	if (rest.length > 0 && KEY_PATTERN.test(first) && !isReservedSlug(first))
		ways.push({ href: to(`/${first}`), name: m.way_scorecard() });
	return [
		...ways,
		{ href: to('/'), name: m.way_organizations() },
		{ href: to('/record'), name: m.way_record() },
		{ href: to('/methodology'), name: m.way_methodology() }
	];
}
