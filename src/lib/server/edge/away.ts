import type { IncomingMessage, ServerResponse } from 'node:http';
import { localeOf, TAGS, withoutLocale, type Locale } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';

/* eslint-disable no-restricted-syntax -- HTML and headers of HTTP */

const STYLE =
	':root{color-scheme:light dark}body{font:1.125rem/1.6 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.25rem}h1{font-size:1.75rem;line-height:1.2}';

/**
 * Answers 503 while the app is not there yet: a page that says so, or problem details to who asks the API.
 * SvelteKit, whose pages need a database that answers, is not loaded by then.
 */
export function answerAway(request: IncomingMessage, response: ServerResponse): void {
	const path = URL.parse(`http://x${request.url}`)?.pathname ?? '/';
	const locale = localeOf(path);
	const ofApi = withoutLocale(path).startsWith('/api/');
	const body = ofApi ? problem(locale) : page(locale);
	response
		.writeHead(503, {
			'content-type': ofApi ? 'application/problem+json' : 'text/html; charset=utf-8',
			'content-language': TAGS[locale],
			'cache-control': 'no-store',
			'retry-after': '5'
		})
		.end(request.method === 'HEAD' ? undefined : body);
}

const problem = (locale: Locale) =>
	JSON.stringify({
		type: '/api/v1/problems/unavailable',
		title: m.api_unavailable_title({}, { locale }),
		status: 503,
		detail: m.error_starting({}, { locale })
	});

function page(locale: Locale): string {
	const title = m.error_starting_title({}, { locale });
	return `<!doctype html>
<html lang="${TAGS[locale]}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title} · Waymark</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1><p>${m.error_starting({}, { locale })}</p></main></body>
</html>
`;
}
