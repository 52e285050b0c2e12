/**
 * Where to go after signing in: the page that asked for it, if it is one of the workspace; an address
 * of another site (`//…`, `https://…`) is never followed.
 */
export function landing(to: string | null): string {
	// Control characters cannot stand in a header.
	return to && !/\p{Cc}/u.test(to) && /^\/workspace(\/[^/\\]|\/?$|\?)/.test(to) ? to : '/workspace';
}
