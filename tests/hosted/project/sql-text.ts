/** Reads SQL as text: where statements end, and what is neither a comment nor quoted. */

/** A comment, a string, a quoted body, a quoted name, or a single character. */
const PART =
	/--[^\n]*|\/\*[^]*?\*\/|\$(?<tag>[A-Za-z_]\w*|)\$(?<body>[^]*?)\$\k<tag>\$|[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|[^]/g;

/** The statements of a file, in order, without their semicolons and without comments between them. */
export function statements(sql: string): string[] {
	const found = [''];
	for (const [part] of sql.matchAll(PART)) {
		if (part === ';') found.push('');
		else found[found.length - 1] += /^(--|\/\*)/.test(part) ? ' ' : part;
	}
	return found.map((statement) => statement.trim()).filter((statement) => statement !== '');
}

/** Code with its comments and quoted texts emptied, and each quoted text apart: it may be code that is run. */
export function unquoted(sql: string): { code: string; quoted: string[] } {
	const quoted: string[] = [];
	let code = '';
	for (const match of sql.matchAll(PART)) {
		const [part] = match;
		if (/^(--|\/\*)/.test(part)) code += ' ';
		else if (match.groups!.body !== undefined || /^[eE]?'/.test(part)) {
			quoted.push(match.groups!.body ?? part.replace(/^[eE]?'|'$/g, '').replaceAll("''", "'"));
			code += "''";
		} else code += part;
	}
	return { code, quoted };
}
