const SPACE = String.raw`\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`;
const MARKS =
	String.raw`.,;:!?"'\u0060\u00b7\u2010-\u2015\u2018-\u201f\u2026\u3001\u3002\u300a-\u300f` +
	String.raw`\uff01\uff0c\uff0e\uff1a\uff1b\uff1f-`;
const DIGIT = String.raw`[0-9\uff10-\uff19]`;
const LOOSE = new RegExp(`[${SPACE}${MARKS}](?!${DIGIT})`, 'g');
const BEFORE_NUMBER = new RegExp(`(?<!${DIGIT})[${SPACE}](?=${DIGIT})`, 'g');

/**
 * The words of a text: without white space, punctuation and capitals, so that clearer typography
 * changes nothing. Before a digit both stay, or “0.5” would be “05”. `private.words_of` in the database
 * does the same.
 */
export function wordsOf(text: string): string {
	return text
		.replace(LOOSE, '')
		.replace(BEFORE_NUMBER, '')
		.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
