import { to, withoutLocale } from '../../locale.ts';

/** Stands for this site while an address is read. */
const HERE = 'http://here.invalid';

/**
 * Where to go after signing in, in the language that is being read: the page that asked for it, if it
 * is one of the workspace; an address of another site (`//…`, `https://…`) is never followed.
 */
export function landing(next: string | null): string {
	// As a browser would write it, since a header takes no other letters, and as it will be followed.
	const url = URL.parse(withoutLocale(next ?? ''), HERE);
	const follows = url?.origin === HERE && /^\/workspace(\/[^/]|\/?$)/.test(url.pathname);
	return to(follows ? url.pathname + url.search : '/workspace');
}
