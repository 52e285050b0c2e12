/*
 * Patterns that mean the same in JavaScript, in Postgres and in other readers of a JSON Schema: what \s,
 * \d and \p{…} stand for differs between them, so characters are spelt out.
 */

/** White space as JavaScript has it, for use between brackets. */
const SPACE = String.raw`\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`;

/** At least one character that is not white space. */
export const NOT_BLANK = new RegExp(`[^${SPACE}]`, 'u');
export const ADDRESS = new RegExp(`^[Hh][Tt][Tt][Pp][Ss]?://[^${SPACE}]+$`, 'u');
export const BEGINS_AN_ADDRESS = /^[Hh][Tt][Tt][Pp][Ss]?:\/\//;
export const SHA256 = /^[0-9a-fA-F]{64}$/;
/** A SHA-256 as the record writes it. */
export const RECORDED_SHA256 = /^[0-9a-f]{64}$/;
/** A moment in UTC; that its day is one is for the check of that name. */
export const MOMENT =
	/^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?Z$/;
/** One line, no path and no control character. */
export const FILE_NAME = new RegExp(String.raw`^[^/\\\u0001-\u001f\u007f-\u009f]{1,150}$`, 'u');

/**
 * What in a pattern Postgres reads otherwise or not at all, or a JSON Schema loses; undefined for a pattern
 * that means the same everywhere.
 */
export function foreignPart({ source, flags }: RegExp): string | undefined {
	// A class may take characters of two UTF-16 units: counted as one only with the flag.
	if (flags !== (source.includes('[^') ? 'u' : '')) return `flags "${flags}"`;
	const unescaped = source.replace(/\\(u[0-9a-f]{4}|[tnvfr]|[^a-zA-Z0-9])/g, '');
	const escape = unescaped.match(/\\./)?.[0];
	if (escape) return escape;
	const unclassed = unescaped.replace(/\[[^[\]]*\]/g, '');
	const times = unclassed.match(/\d+(?=\}|,)/g)?.find((count) => Number(count) > 255);
	return times ?? unclassed.match(/[.[\]]|\(\?[^:!=]/)?.[0];
}
