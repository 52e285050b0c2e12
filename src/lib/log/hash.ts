import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** What an entry's text says of itself, and so its envelope too. */
export type Head = {
	seq: number;
	organization: string;
	kind: string;
	recorded_at: string;
	effective_on: string;
};

/** Keeps a leaf's hash apart from an inner node's (RFC 6962, section 2.1). */
const LEAF_PREFIX = Uint8Array.of(0x00);

/** The SHA-256 of a text's UTF-8 bytes, as 64 lower-case hex digits. */
export const textHash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/**
 * The envelope under which an entry's text stands in the log: these very bytes are hashed. Keys are sorted
 * and nothing is between them, as RFC 8785 has it. supabase/schemas/record.sql makes the same.
 */
export function envelopeOf(
	body: string,
	{ effective_on, kind, organization, recorded_at, seq }: Head
): string {
	const hash = textHash(body);
	return JSON.stringify({ body: hash, effective_on, kind, organization, recorded_at, seq });
}

/** The RFC 6962 leaf hash of an envelope, as 64 lower-case hex digits. */
export function leafHash(envelope: string): string {
	return bytesToHex(sha256.create().update(LEAF_PREFIX).update(utf8ToBytes(envelope)).digest());
}
