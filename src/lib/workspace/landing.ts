import { to, withoutLocale } from '../locale.ts';

/**
 * Where to go after signing in, in the language that is being read: the page that asked for it, if it
 * is one of the workspace; an address of another site (`//…`, `https://…`) is never followed.
 */
export function landing(next: string | null): string {
	const path = withoutLocale(next ?? '');
	// Control characters cannot stand in a header.
	const follows = !/\p{Cc}/u.test(path) && /^\/workspace(\/[^/\\]|\/?$|\?)/.test(path);
	return to(follows ? path : '/workspace');
}
