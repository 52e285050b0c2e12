import { unquoted } from './sql-text.ts';

/**
 * Hosted projects load an extension, safeupdate, for whoever comes through the API: an UPDATE or DELETE
 * without WHERE fails there, in a function too, and nowhere else.
 */

const CHANGE =
	/\b(?:update\s+(?:only\s+)?[\w."]+(?:\s+(?:as\s+)?(?!set\b)\w+)?\s+set|delete\s+from)\b/gi;

/** Each UPDATE and DELETE in the code that names no rows, in code that it puts together from strings too. */
export function changesOfEveryRow(sql: string): string[] {
	const { code, quoted } = unquoted(sql);
	const here = [...code.matchAll(CHANGE)]
		.map(({ index }) => statementFrom(code, index))
		.filter((statement) => !/\bwhere\b/i.test(outermost(statement)));
	return [...here, ...quoted.flatMap(changesOfEveryRow)];
}

/** Up to the semicolon, the parenthesis that closes around it, or the word that begins a loop over it. */
function statementFrom(code: string, start: number): string {
	let depth = 0;
	for (let at = start; at < code.length; at++) {
		if (code[at] === '(') depth++;
		else if (code[at] === ')' && --depth < 0) return code.slice(start, at);
		else if (depth === 0 && (code[at] === ';' || /^\sloop\b/i.test(code.slice(at, at + 6))))
			return code.slice(start, at);
	}
	return code.slice(start);
}

/** Without what stands in parentheses: the WHERE of a subquery is not its own. */
function outermost(statement: string): string {
	let depth = 0;
	let text = '';
	for (const character of statement) {
		if (character === ')') depth--;
		if (depth === 0) text += character;
		if (character === '(') depth++;
	}
	return text;
}
