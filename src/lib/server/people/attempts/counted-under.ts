import { createHmac } from 'node:crypto';
import { CEILINGS, SCOPES, type Ceilings, type Scope, type Way } from './ceilings.ts';
import { networkOf } from './client.ts';
import type { Counted } from './count.ts';

/** Who tries: the client, the address where the way names one, and the browser where it is known for that. */
export type Tryer = { client: string; email?: string; browser?: string | null };

/**
 * What a try is counted under, the narrowest first. The keys are made with the server's secret, so that
 * whoever reads them learns no address from them.
 */
export function countedUnder(way: Way, tryer: Tryer, secret: string): Counted[] {
	const ceilings: Ceilings = CEILINGS[way];
	const { client, email, browser } = tryer;
	const common: Record<Scope, string | null> = {
		browser: email && browser ? `${browser} ${email}` : null,
		pair: email ? `${client} ${email}` : null,
		client,
		network: networkOf(client),
		address: email ?? null,
		all: ''
	};
	const known = ceilings.browser !== undefined && common.browser !== null;
	return (known ? (['browser'] as const) : SCOPES).flatMap((scope) => {
		const most = ceilings[scope];
		const what = common[scope];
		return most === undefined || what === null
			? []
			: [{ key: keyOf(way, scope, what, secret), most }];
	});
}

/** The key of who tries, under which a success leaves nothing: the browser's, or that of client and address. */
export function ownKey(counted: Counted[]): string | null {
	const [narrowest] = counted;
	return narrowest && /^\w+:(browser|pair):/.test(narrowest.key) ? narrowest.key : null;
}

const keyOf = (way: Way, scope: Scope, what: string, secret: string) =>
	`${way}:${scope}:${createHmac('sha256', secret).update(`tries\n${way}\n${scope}\n${what}`).digest('base64url')}`;
