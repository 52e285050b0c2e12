// @ts-expect-error -- has no types: it is what SvelteKit's own request handling calls.
import { with_request_store } from '@sveltejs/kit/internal/server';
import { readConfig } from '../../src/lib/server/config.ts';
import type { Backend } from '../../src/lib/server/backend/backend.ts';

/**
 * Somebody's browser, for tests of what actions call: each visit is one request, as SvelteKit hands it to
 * `getRequestEvent()`, with the browser's cookies and from its address on the network.
 */
export class Browser {
	readonly cookies = new Map<string, string>();
	readonly address: string;

	constructor(address: string) {
		this.address = address;
	}

	/** Does one request's work; `params` are those of its route. */
	visit<T>(work: () => Promise<T>, params: Record<string, string> = {}): Promise<T> {
		const { cookies, address } = this;
		const event = {
			url: new URL('http://localhost:3000/workspace'),
			locals: {},
			params,
			getClientAddress: () => address,
			cookies: {
				get: (name: string) => cookies.get(name),
				getAll: () => [...cookies].map(([name, value]) => ({ name, value })),
				set: (name: string, value: string) => void cookies.set(name, value),
				delete: (name: string) => void cookies.delete(name)
			}
		};
		return with_request_store({ event } as never, work);
	}
}

type Action = (event: never) => unknown;

/** Posts a form to a page's action; gives what it answers, or the redirect or error that it throws. */
export function post(
	browser: Browser,
	action: Action,
	fields: Record<string, string | string[]>,
	{ params = {}, search = '' }: { params?: Record<string, string>; search?: string } = {}
): Promise<{ status?: number; location?: string; data?: Record<string, never> }> {
	const url = new URL(`http://localhost:3000/workspace${search}`);
	const body = new FormData();
	for (const [name, value] of Object.entries(fields))
		for (const each of [value].flat()) body.append(name, each);
	const request = new Request(url, { method: 'POST', body });
	return browser.visit(async () => {
		try {
			return (await action({ params, request, url, route: { id: null } } as never)) as never;
		} catch (thrown) {
			if (thrown instanceof Error) throw thrown;
			return thrown as never;
		}
	}, params);
}

/** Makes a backend the one that the app's functions speak to. */
export function serve(backend: Backend, variables: Record<string, string> = {}): void {
	const config = readConfig({ DEMO: 'off', ...variables });
	Object.assign(globalThis, { waymark: Promise.resolve({ config, backend }) });
}
