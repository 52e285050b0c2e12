/** The bytes as text, or null where they are not UTF-8: guessing would change names for good. */
export function readUtf8(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

export const NOT_UTF8 = 'is not UTF-8 text: save it as UTF-8 and import it again';
