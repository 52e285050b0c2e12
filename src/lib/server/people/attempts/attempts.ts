import { getRequestEvent } from '$app/server';
import { openInstance } from '../../instance.ts';
import { operatorClient, type Backend } from '../../backend/backend.ts';
import { log } from '../../log.ts';
import { CEILINGS, type Way } from './ceilings.ts';
import { clientOf } from './client.ts';
import { count, forget, type Shared } from './count.ts';
import { countedUnder, ownKey } from './counted-under.ts';
import { KNOWN_BROWSER, KNOWN_FOR, knowing, knownAs } from './known-browser.ts';
import { sendsMail } from '../sends-mail.ts';
import { tooOften } from './too-often.ts';

/** Counting the tries at getting in that the present request makes. `email` in small letters. */

/** Counts one try before it is made; returns null, or where there were too many what to tell the person. */
export async function attempt(way: Way, email?: string): Promise<string | null> {
	const { backend } = await openInstance();
	const { seconds } = CEILINGS[way];
	const wait = await count(counted(way, email, backend), seconds, inDatabase(backend));
	return wait === null ? null : tooOften(way, wait, await sendsMail());
}

/** Takes back a try that succeeded, and remembers the browser as one in which that person was signed in. */
export async function succeeded(way: Way, email: string): Promise<void> {
	const { backend } = await openInstance();
	const under = counted(way, namesNobody(way) ? undefined : email, backend);
	const own = ownKey(under);
	const others = under.map(({ key }) => key).filter((key) => key !== own);
	await forget(own, others, inDatabase(backend));
	remember(email, backend);
}

/** From now on this browser's tries for that address are counted apart. */
export function remember(email: string, backend: Backend): void {
	const { cookies, url } = getRequestEvent();
	cookies.set(KNOWN_BROWSER, knowing(cookies.get(KNOWN_BROWSER), email, backend.secretKey), {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: KNOWN_FOR
	});
}

const namesNobody = (way: Way) => way === 'link' || way === 'confirm';

function counted(way: Way, email: string | undefined, { secretKey }: Backend) {
	const { cookies, getClientAddress } = getRequestEvent();
	// The server has made a client of it already; the one for development has not.
	const address = getClientAddress();
	const client = clientOf(address) ?? address;
	if (email === undefined) return countedUnder(way, { client }, secretKey);
	const browser = knownAs(cookies.get(KNOWN_BROWSER), email, secretKey);
	return countedUnder(way, { client, email, browser }, secretKey);
}

/** Where the database does not answer, each server counts for itself alone. */
function inDatabase(backend: Backend): Shared {
	const client = operatorClient(backend);
	return {
		async count(counted, seconds) {
			const { data, error } = await client.rpc('count_tries', {
				keys: counted.map(({ key }) => key),
				ceilings: counted.map(({ most }) => most),
				seconds
			});
			if (error) alone(error);
			return data?.[0] ?? null;
		},
		async forget(own, others) {
			const { error } = await client.rpc('forget_tries', { others, ...(own ? { own } : {}) });
			if (error) alone(error);
		}
	};
}

const alone = (error: { code: string; message: string }) =>
	log().error({ code: error.code, reason: error.message }, 'tries are not counted together');
