import { redirect, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { compressed } from '$lib/server/compress.ts';
import { openInstance } from '$lib/server/backend/index.ts';
import { announceSetUp } from '$lib/server/people/set-up.ts';
import { record } from '$lib/server/record.ts';
import { inLocale, inSmallLetters, localeOf, TAGS, withoutLocale } from '$lib/locale.ts';
import { isReservedSlug } from '$lib/record/slug.ts';
import { nearestOrganization } from '$lib/view/organization.ts';
import { m } from '$lib/paraglide/messages.js';
import { paraglideMiddleware } from '$lib/paraglide/server.js';

/** Opens the backend and reads the record before the first request is answered. */
export const init: ServerInit = async () => {
	await openInstance();
	await record();
	await announceSetUp();
};

/** What the workspace answers is one person's: no cache may keep it, a session's cookies least of all. */
const NOBODY_ELSES = {
	// eslint-disable-next-line no-restricted-syntax -- a header of HTTP
	'cache-control': 'private, no-cache, no-store, must-revalidate, max-age=0',
	expires: '0',
	pragma: 'no-cache'
};

export const handle: Handle = async ({ event, resolve }) => {
	const { pathname, search } = event.url;
	const meant = inSmallLetters(pathname);
	if (meant !== null) redirect(308, meant + search);
	// What runs inside knows the language of the address, whatever else is answered meanwhile. Paraglide
	// would take //zh for Chinese, which routes do not.
	const effectiveRequestUrl = new URL(inLocale('/', localeOf(pathname)), event.url.origin);
	const response = await paraglideMiddleware(
		event.request,
		({ locale }) =>
			resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', TAGS[locale]) }),
		{ effectiveRequestUrl }
	);
	// By the route and not by the address, which can be written in many ways (/%77orkspace).
	if (/^\/(\(public\)|api|sitemap\.xml)(\/|$)/.test(event.route.id ?? ''))
		return compressed(event.request, response);
	for (const [name, value] of Object.entries(NOBODY_ELSES)) response.headers.set(name, value);
	return response;
};

export const handleError: HandleServerError = async ({ error, event, status, message }) => {
	if (status === 404) {
		const [first = ''] = withoutLocale(event.url.pathname).split('/').filter(Boolean);
		// Without a record to look in, nothing is near.
		const state = isReservedSlug(first) ? undefined : await record().catch(() => undefined);
		const near = state && nearestOrganization(state, first);
		return { message, code: 'not_found', near };
	}
	const code = crypto.randomUUID().slice(0, 8);
	// The address is an argument: as a part of the format, its % would swallow the error.
	console.error('error %s at %s %s:', code, event.request.method, event.url.pathname, error);
	return {
		message: m.error_noted({ code }),
		code
	};
};
