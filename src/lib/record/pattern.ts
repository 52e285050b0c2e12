/*
 * Patterns that mean the same in JavaScript, in Postgres and in other readers of a JSON Schema: what \s,
 * \d and \p{…} stand for differs between them, so characters are spelt out.
 */

/** White space as JavaScript has it, for use between brackets. */
const SPACE = String.raw`\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`;

/** At least one character that is not white space. */
export const NOT_BLANK = new RegExp(`[^${SPACE}]`);
export const ADDRESS = new RegExp(`^[Hh][Tt][Tt][Pp][Ss]?://[^${SPACE}]+$`);
export const SHA256 = /^[0-9a-fA-F]{64}$/;
/** One line, no path and no control character; by code points, as everybody else counts. */
export const FILE_NAME = new RegExp(String.raw`^[^/\\\u0001-\u001f\u007f-\u009f]{1,150}$`, 'u');
