import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * How many wrong access tokens may come from a client's address, in this process's memory: nobody guesses a
 * token, but whoever sends many wrong ones need not be answered by the database. How often somebody may try
 * to sign in is counted in people/.
 */
export const LIMITS = {
	token: new RateLimiterMemory({ keyPrefix: 'token', points: 30, duration: 15 * 60 })
};
export type Limited = keyof typeof LIMITS;

/** Counts one try; returns null, or where there were too many in how many seconds the next one is free. */
export async function secondsToWait(what: Limited, who: string): Promise<number | null> {
	try {
		await LIMITS[what].consume(who);
		return null;
	} catch (refused) {
		if (!(refused instanceof RateLimiterRes)) throw refused;
		return seconds(refused);
	}
}

/** As {@link secondsToWait}, without counting one. */
export async function secondsLeft(what: Limited, who: string): Promise<number | null> {
	const counted = await LIMITS[what].get(who);
	return counted && counted.consumedPoints >= LIMITS[what].points ? seconds(counted) : null;
}

const seconds = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1_000));
