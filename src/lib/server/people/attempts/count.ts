import { RateLimiterMemory } from 'rate-limiter-flexible';

/**
 * Counts tries in this process's memory first, which refuses the many without asking anybody, and then
 * where all servers count together.
 */

/** What a try is counted under, and how many may fail there. */
export type Counted = { key: string; most: number };

/** What all servers count in; `over` is the key that has too many, and for how many seconds. */
export type Shared = {
	count(counted: Counted[], seconds: number): Promise<{ over: string; wait: number } | null>;
	/** Forgets the first key and takes one off each of the others. */
	forget(own: string | null, others: string[]): Promise<void>;
};

// `penalty` counts and never refuses: each key has a ceiling and a time of its own.
const memory = new RateLimiterMemory({ keyPrefix: 'tries', points: 1, duration: 1 });

/**
 * Counts one try under each of these, the narrowest first. Returns null, or in how many seconds the next
 * one is free. What is refused counts no further: who is at a narrow ceiling cannot fill the wide ones.
 */
export async function count(
	counted: Counted[],
	seconds: number,
	shared: Shared
): Promise<number | null> {
	for (const { key, most } of counted) {
		const before = await memory.get(key);
		if (before && before.consumedPoints >= most) return inSeconds(before.msBeforeNext);
	}
	for (const { key, most } of counted) {
		const now = await memory.penalty(key, 1, { customDuration: seconds });
		if (now.consumedPoints > most) return inSeconds(now.msBeforeNext);
	}
	const found = await shared.count(counted, seconds);
	if (!found) return null;
	const { most } = counted.find(({ key }) => key === found.over)!;
	await memory.set(found.over, most, found.wait);
	return found.wait;
}

/** Takes back what {@link count} counted. `own`: the key of who tried, under which nothing stays. */
export async function forget(own: string | null, others: string[], shared: Shared): Promise<void> {
	if (own !== null) await memory.delete(own);
	for (const key of others) if (await memory.get(key)) await memory.reward(key, 1);
	await shared.forget(own, others);
}

const inSeconds = (milliseconds: number) => Math.max(1, Math.ceil(milliseconds / 1_000));
