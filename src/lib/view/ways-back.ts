import { KEY_PATTERN } from '../record/parts.ts';

type Way = { href: string; name: string };

/** Names of the app's own addresses, which are not organizations. */
const OWN = ['methodology', 'record', 'workspace', 'api'];

/** Where a reader of an error page can go: up from the address that failed, and to the site's parts. */
export function waysBack(status: number, url: URL): Way[] {
	const ways: Way[] = [];
	if (url.searchParams.has('as_of') && status === 400)
		ways.push({ href: url.pathname, name: 'The same page as of today' });
	if (status >= 500) ways.push({ href: url.pathname + url.search, name: 'Try this page again' });
	const [first = '', ...rest] = url.pathname.split('/').filter(Boolean);
	if (rest.length > 0 && KEY_PATTERN.test(first) && !OWN.includes(first))
		ways.push({ href: `/${first}`, name: 'The scorecard with all goals of this organization' });
	return [
		...ways,
		{ href: '/', name: 'All organizations' },
		{ href: '/record', name: 'The public record' },
		{ href: '/methodology', name: 'How scores are computed' }
	];
}
