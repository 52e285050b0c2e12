import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { m } from '../paraglide/messages.js';

/**
 * How often somebody may try to get in, by e-mail address (wrong access tokens by the client's address)
 * and in this process's memory. A six-digit code stands no unlimited guessing, and the embedded backend
 * counts nothing itself.
 */
export const LIMITS = {
	password: new RateLimiterMemory({ keyPrefix: 'password', points: 10, duration: 15 * 60 }),
	code: new RateLimiterMemory({ keyPrefix: 'code', points: 5, duration: 15 * 60 }),
	send: new RateLimiterMemory({ keyPrefix: 'send', points: 5, duration: 60 * 60 }),
	token: new RateLimiterMemory({ keyPrefix: 'token', points: 30, duration: 15 * 60 })
};
export type Limited = keyof typeof LIMITS;

/** Counts one try; returns null, or where there were too many what to tell the person. */
export async function attempt(what: Limited, email: string): Promise<string | null> {
	const seconds = await secondsToWait(what, email);
	return seconds === null ? null : m.error_attempts({ count: Math.ceil(seconds / 60) });
}

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

/** Forgets the tries after one that succeeded. */
export async function succeeded(what: Limited, email: string): Promise<void> {
	await LIMITS[what].delete(email);
}
