import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Keeps a leaf's hash apart from an inner node's (RFC 6962, section 2.1). */
const LEAF_PREFIX = Uint8Array.of(0x00);

/** The RFC 6962 leaf hash of an entry's exact text, as 64 lower-case hex digits. */
export function leafHash(body: string): string {
	return bytesToHex(sha256.create().update(LEAF_PREFIX).update(utf8ToBytes(body)).digest());
}
