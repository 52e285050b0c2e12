import type { ServerResponse } from 'node:http';

/**
 * The headers that every response has, whoever makes it: pages, data, static files, redirects and errors.
 * What a route sets of them itself stands instead.
 */

const EVERYWHERE = {
	'x-content-type-options': 'nosniff',
	// Where a person comes from is nobody else's business; links of ours carry tokens.
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	// What others may embed says so itself (see api/endpoint.ts).
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy':
		'camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()',
	// Of what is no page (those have their own): nothing of it runs, wherever it is shown. A drawing and
	// SvelteKit's last-resort error page carry styles.
	'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
};

/** A year, and of this host alone: what else lives on the domain is not ours to bind. */
const HTTPS_ONLY = { 'strict-transport-security': 'max-age=31536000' };

/** Sets them; `origin` is the public one, null where it is not known. */
export function setHeaders(response: ServerResponse, origin: string | null): void {
	const all = origin?.startsWith('https:') ? { ...EVERYWHERE, ...HTTPS_ONLY } : EVERYWHERE;
	for (const [name, value] of Object.entries(all)) response.setHeader(name, value);
}
