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

/**
 * The text without the first line by which Excel is told what stands between the cells (`sep=;`), and that
 * mark. Programs that do not know the line save it as a cell, with their own mark between the cells: then
 * what it names is no longer so.
 */
export function withoutSepLine(text: string): { text: string; delimiter: string } {
	const line = /^\ufeff?"?sep=([^"\r\n\p{L}\p{N}])"?([,;\t]*)(?:\r\n?|\n|$)/iu.exec(text);
	const rest = line ? text.slice(line[0].length) : text;
	const named = line && !line[2]!.replaceAll(line[1]!, '') ? line[1]! : null;
	return { text: rest, delimiter: named ?? SEPARATORS[separatorOf(rest)] };
}

/** What stands between the cells of the head, most often where there are several; a comma where nothing does. */
export function separatorOf(text: string): Separator {
	const found = { comma: 0, semicolon: 0, tab: 0 };
	let quoted = false;
	for (const letter of text.replace(/^[\r\n]+/, '')) {
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
