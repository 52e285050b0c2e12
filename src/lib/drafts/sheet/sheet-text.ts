/** A sheet's text as spreadsheet programs save it: its encoding, and what stands between its cells. */

export const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type Separator = keyof typeof SEPARATORS;

/**
 * The bytes as text: UTF-8, or UTF-16 with a byte order mark, which is what Excel calls Unicode text. Null
 * where they are neither: guessing would change names for good.
 */
export function readText(bytes: Uint8Array): string | null {
	const wide = ENCODINGS[`${bytes[0]} ${bytes[1]}`];
	try {
		const text = new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes);
		// UTF-16 without its mark reads as UTF-8 with these between the letters.
		return text.includes('\0') ? null : text;
	} catch {
		return null;
	}
}

/** By the first two bytes. */
const ENCODINGS: Record<string, string> = { '255 254': 'utf-16le', '254 255': 'utf-16be' };

/** What stands between the cells of the head, most often where there are several; a comma where nothing does. */
export function separatorOf(text: string): Separator {
	const found = { comma: 0, semicolon: 0, tab: 0 };
	let quoted = false;
	for (const letter of text) {
		if (letter === '"') quoted = !quoted;
		if (quoted) continue;
		if (letter === '\n' || letter === '\r') break;
		if (letter === ',') found.comma += 1;
		else if (letter === ';') found.semicolon += 1;
		else if (letter === '\t') found.tab += 1;
	}
	const { comma, semicolon, tab } = found;
	if (tab > comma && tab > semicolon) return 'tab';
	return semicolon > comma ? 'semicolon' : 'comma';
}
