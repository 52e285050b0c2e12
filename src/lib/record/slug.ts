/*
 * Keys and slugs without Zod: every page of the site reads this in the browser.
 */

/** Lower-case words joined by hyphens: goal keys, update keys and organization slugs. */
export const KEY_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const KEY_MAX = 60;

/**
 * First path segments that the app uses or plans to use: an organization of that name would hide a
 * page. The database has the same list; a test compares both with the routes.
 */
export const RESERVED_SLUGS = [
	'account',
	'api',
	'app',
	'assets',
	'auth',
	'badge',
	'badges',
	'challenges',
	'changes',
	'checkpoint',
	'compare',
	'data',
	'documents',
	'duties',
	'embed',
	'embeds',
	'en',
	'export',
	'favicon',
	'feed',
	'feeds',
	'healthz',
	'incidents',
	'invitations',
	'log',
	'methodology',
	'metrics',
	'models',
	'oembed',
	'og',
	'readyz',
	'record',
	'regimes',
	'robots',
	'search',
	'set-up',
	'sign-in',
	'sign-out',
	'sitemap',
	'static',
	'subscribe',
	'thresholds',
	'tile',
	'tiles',
	'unsubscribe',
	'verify',
	'well-known',
	'workspace',
	'zh'
] as const;

/** True for a slug that would hide an address of the app itself. */
export function isReservedSlug(slug: string): boolean {
	return (RESERVED_SLUGS as readonly string[]).includes(slug);
}
