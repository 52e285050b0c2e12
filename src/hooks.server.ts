import {
	error,
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { dev } from '$app/environment';
import { compressed } from '$lib/server/http/compress.ts';
import { openInstance } from '$lib/server/instance.ts';
import { giveUpWith } from '$lib/server/database/give-up.ts';
import { log } from '$lib/server/log.ts';
import { markUnseen } from '$lib/server/http/mark-unseen.ts';
import { notModified } from '$lib/server/http/not-modified.ts';
import { withoutMarkers } from '$lib/server/http/without-markers.ts';
import { record } from '$lib/server/record/record.ts';
import { startNotes } from '$lib/server/operator/start-notes.ts';
import { inLocale, inSmallLetters, localeOf, TAGS, withoutLocale } from '$lib/locale.ts';
import { isReservedSlug } from '$lib/record/slug.ts';
import { nearestOrganization } from '$lib/view/organization/organization.ts';
import { m } from '$lib/paraglide/messages.js';
import { paraglideMiddleware } from '$lib/paraglide/server.js';

/** Opens the backend and reads the record before the first request is answered. */
export const init: ServerInit = async () => {
	giveUpWith(error);
	const instance = await openInstance();
	await record();
	// In production the server says it, once it listens.
	if (dev) for (const line of await startNotes(instance)) console.log(line);
};

/** What the workspace answers is one person's: no cache may keep it, a session's cookies least of all. */
const NOBODY_ELSES = {
	// eslint-disable-next-line no-restricted-syntax -- a header of HTTP
	'cache-control': 'private, no-cache, no-store, must-revalidate, max-age=0',
	expires: '0',
	pragma: 'no-cache'
};

export const handle: Handle = async ({ event, resolve }) => {
	// For the line of the request in the log.
	if (event.platform?.req.noted) event.platform.req.noted.route = event.route.id;
	const { pathname, search } = event.url;
	const meant = inSmallLetters(pathname);
	if (meant !== null) redirect(308, meant + search);
	if (isForged(event)) error(403, m.error_elsewhere());
	if (event.request.method === 'POST' && asksForNoAction(event.url))
		error(404, m.error_no_action());
	// What runs inside knows the language of the address, whatever else is answered meanwhile. Paraglide
	// would take //zh for Chinese, which routes do not.
	const effectiveRequestUrl = new URL(inLocale('/', localeOf(pathname)), event.url.origin);
	const response = await paraglideMiddleware(
		event.request,
		({ locale }) =>
			resolve(event, {
				transformPageChunk({ html }) {
					const page = html.replace('%lang%', TAGS[locale]);
					// The workspace draws its pages again in the browser, as they were sent.
					const { id } = event.route;
					if (id?.startsWith('/workspace')) return page;
					// An error page of no route is drawn again, too.
					return markUnseen(id?.startsWith('/(public)') ? withoutMarkers(page) : page);
				}
			}),
		{ effectiveRequestUrl }
	);
	// It stands in the page's head too. With a session's cookies it grew past the 4 kB of headers that
	// proxies take by default.
	response.headers.delete('link');
	if (response.headers.get('content-type') === 'text/html')
		// eslint-disable-next-line no-restricted-syntax -- a header of HTTP
		response.headers.set('content-type', 'text/html; charset=utf-8');
	// By the route and not by the address, which can be written in many ways (/%77orkspace).
	if (/^\/(\(public\)|api|sitemap\.xml)(\/|$)/.test(event.route.id ?? ''))
		return unlessKnown(event.request, compressed(event.request, response));
	for (const [name, value] of Object.entries(NOBODY_ELSES)) response.headers.set(name, value);
	return response;
};

/**
 * Whether a page of another site may be behind it, or a program that says nothing of where it comes from.
 * SvelteKit asks that of forms alone; beside them the workspace's pages send files and what is typed.
 */
function isForged({ request, route, url }: RequestEvent): boolean {
	if (!route.id?.startsWith('/workspace') || /^(GET|HEAD|OPTIONS)$/.test(request.method))
		return false;
	return request.headers.get('origin') !== url.origin;
}

/** Names that SvelteKit would look up among a page's actions, and find on every object, or fail at. */
function asksForNoAction({ searchParams }: URL): boolean {
	const name = [...searchParams.keys()].find((key) => key.startsWith('/'))?.slice(1);
	return name !== undefined && (name === 'default' || name in Object.prototype);
}

const unlessKnown = (request: Request, response: Response) =>
	notModified(request, response) ?? response;

export const handleError: HandleServerError = async ({ error: thrown, event, status, message }) => {
	if (status === 404) {
		const [first = ''] = withoutLocale(event.url.pathname).split('/').filter(Boolean);
		// Without a record to look in, nothing is near.
		const state = isReservedSlug(first) ? undefined : await record().catch(() => undefined);
		const near = state && nearestOrganization(state, first);
		return { message, code: 'not_found', near };
	}
	// What the sender did, as SvelteKit found; the line of the request has the status.
	if (status < 500) return { message: m.error_request({ status }), code: 'request' };
	const code = event.platform?.req.noted?.id ?? crypto.randomUUID().slice(0, 8);
	log().error({ id: code, route: event.route.id, err: thrown }, 'unforeseen');
	return { message: m.error_noted({ code }), code };
};
