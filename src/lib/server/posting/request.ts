import { createHash } from 'node:crypto';

/** What a post with an access token carries, read from the request. Null where it is not there or no good. */

/** The token of `Authorization: Bearer wmk_…`; any other scheme is none. */
export function bearer(headers: Headers): string | null {
	return /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null;
}

/** Whether a text can be a token at all: the database need not be asked about others. */
export const isToken = (text: string) => /^wmk_[0-9a-f]{64}$/.test(text);

export function isJson(headers: Headers): boolean {
	return /^application\/json *(;|$)/i.test(headers.get('content-type') ?? '');
}

/** The key as the IETF's draft writes it, a string in quotation marks, or bare as most clients do. */
export function idempotencyKey(headers: Headers): string | null {
	const value = (headers.get('idempotency-key') ?? '').trim();
	const key = /^"(.*)"$/.exec(value)?.[1]?.replace(/\\(["\\])/g, '$1') ?? value;
	return /^[\x20-\x7e]{1,255}$/.test(key) && key.trim() ? key : null;
}

/** SHA-256 of what is posted and where, to tell the same post from another one. */
export function fingerprint(address: string, bytes: Buffer): string {
	return createHash('sha256').update(address).update('\n').update(bytes).digest('hex');
}
