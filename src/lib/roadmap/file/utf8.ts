/** The bytes as text, or null where they are not UTF-8: guessing would change names for good. */
export function readUtf8(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}
