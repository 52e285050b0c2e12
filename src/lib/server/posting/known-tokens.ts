import { createHash } from 'node:crypto';

/**
 * Hashes of access tokens that were good when last used, in this process's memory: who has one does not
 * wait with others who share the address.
 */

const MOST = 10_000;
const known = new Set<string>();
const hash = (token: string) => createHash('sha256').update(token).digest('base64');

export const isKnown = (token: string) => known.has(hash(token));
export const forget = (token: string) => known.delete(hash(token));
export function remember(token: string): void {
	forget(token);
	known.add(hash(token));
	if (known.size > MOST) known.delete(known.values().next().value!);
}
