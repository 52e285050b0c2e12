import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * A browser in which somebody signed in before carries a proof of it, so that their tries are counted apart
 * from those of strangers: no number of wrong passwords elsewhere keeps them out. The proof opens nothing.
 */

export const KNOWN_BROWSER = 'waymark-known';
/** How long it lasts, in seconds: half a year. */
export const KNOWN_FOR = 180 * 24 * 60 * 60;

/** Of the persons who share a browser, the latest so many. */
const MOST = 5;

/** The browser's own name, where its cookie proves that `email` was signed in there; null elsewhere. */
export function knownAs(cookie: string | undefined, email: string, secret: string): string | null {
	const [name = '', ...proofs] = cookie?.split('.') ?? [];
	const expected = Buffer.from(proof(name, email, secret));
	const found = proofs.slice(0, MOST).some((text) => {
		const given = Buffer.from(text);
		return given.length === expected.length && timingSafeEqual(given, expected);
	});
	return found ? name : null;
}

/** The cookie of a browser in which `email` was signed in just now. `before`: the one it had. */
export function knowing(before: string | undefined, email: string, secret: string): string {
	const [name = '', ...proofs] = before?.split('.') ?? [];
	const named = /^[\w-]{22}$/.test(name) ? name : randomBytes(16).toString('base64url');
	const newest = proof(named, email, secret);
	const others = proofs.filter((text) => /^[\w-]{22}$/.test(text) && text !== newest);
	return [named, newest, ...others.slice(0, MOST - 1)].join('.');
}

const proof = (name: string, email: string, secret: string) =>
	createHmac('sha256', secret)
		.update(`known-browser\n${name}\n${email}`)
		.digest()
		.subarray(0, 16)
		.toString('base64url');
