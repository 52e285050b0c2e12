import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { m } from '../paraglide/messages.js';

/**
 * How often somebody may try to get in, by e-mail address and in this process's memory. A six-digit
 * code stands no unlimited guessing, and the embedded backend counts nothing itself.
 */
export const LIMITS = {
	password: new RateLimiterMemory({ keyPrefix: 'password', points: 10, duration: 15 * 60 }),
	code: new RateLimiterMemory({ keyPrefix: 'code', points: 5, duration: 15 * 60 }),
	send: new RateLimiterMemory({ keyPrefix: 'send', points: 5, duration: 60 * 60 })
};
export type Limited = keyof typeof LIMITS;

/** Counts one try; returns null, or where there were too many what to tell the person. */
export async function attempt(what: Limited, email: string): Promise<string | null> {
	try {
		await LIMITS[what].consume(email);
		return null;
	} catch (refused) {
		if (!(refused instanceof RateLimiterRes)) throw refused;
		return m.error_attempts({ count: Math.max(1, Math.ceil(refused.msBeforeNext / 60_000)) });
	}
}

/** Forgets the tries after one that succeeded. */
export async function succeeded(what: Limited, email: string): Promise<void> {
	await LIMITS[what].delete(email);
}
