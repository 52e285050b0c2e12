import { newest } from '../../scoring/methods.ts';
import type { MethodNumber } from '../../scoring/types.ts';

/** What an address says of the method of scoring: nothing of the newest, so that a page has one address. */
export function keptMethod(method: MethodNumber): Record<string, string> {
	return method === newest.number ? {} : { method: String(method) };
}

/** The same address by the page's method. */
export function withMethod(href: string, method: MethodNumber): string {
	const [name, value] = Object.entries(keptMethod(method))[0] ?? [];
	if (name === undefined || value === undefined) return href;
	const [path = '', fragment] = href.split('#');
	const query = `${path}${path.includes('?') ? '&' : '?'}${name}=${value}`;
	return fragment === undefined ? query : `${query}#${fragment}`;
}
