/**
 * Comma-separated values as RFC 4180 has them. Written here and not installed: it is a hundred lines, and
 * a spreadsheet's formulas have to be kept out on the way out and put back on the way in by one hand.
 */

/** What is wrong with a file as such; `row` counts as spreadsheets do, from 1 for the head. */
export type CsvFault = { row: number; fault: 'quote_open' | 'quote_inside' | 'quote_after' };

/** Rows of cells as the file has them, line ends inside cells included. A byte order mark is dropped. */
export function readCsv(text: string): { rows: string[][] } | { fault: CsvFault } {
	const rows: string[][] = [];
	let cells: string[] = [];
	let at = text.startsWith('\ufeff') ? 1 : 0;
	const fault = (kind: CsvFault['fault']) => ({ fault: { row: rows.length + 1, fault: kind } });
	while (at < text.length) {
		if (text[at] === '"') {
			const quoted = readQuoted(text, at + 1);
			if (!quoted) return fault('quote_open');
			cells.push(quoted.cell);
			at = quoted.end;
			if (at < text.length && !/[,\r\n]/.test(text[at]!)) return fault('quote_after');
		} else {
			const end = nextOf(text, at, /[,\r\n]/g);
			const cell = text.slice(at, end);
			if (cell.includes('"')) return fault('quote_inside');
			cells.push(cell);
			at = end;
		}
		if (text[at] === ',') {
			at += 1;
			// A comma at the very end has an empty cell after it.
			if (at === text.length) cells.push('');
			continue;
		}
		rows.push(cells);
		cells = [];
		at += text.startsWith('\r\n', at) ? 2 : 1;
	}
	if (cells.length) rows.push(cells);
	return { rows };
}

/** The cell that begins at `from`, behind its quotation mark; null where that is never closed. */
function readQuoted(text: string, from: number): { cell: string; end: number } | null {
	for (let at = from; ; at += 2) {
		at = text.indexOf('"', at);
		if (at < 0) return null;
		if (text[at + 1] !== '"')
			return { cell: text.slice(from, at).replaceAll('""', '"'), end: at + 1 };
	}
}

function nextOf(text: string, from: number, pattern: RegExp): number {
	pattern.lastIndex = from;
	return pattern.exec(text)?.index ?? text.length;
}

/**
 * Rows as a file: each cell in quotation marks, so that no program that separates otherwise finds the
 * beginning of a cell inside another. With a byte order mark, without which Excel takes it for Latin.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) =>
		cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
	return `\ufeff${rows.map((cells) => `${line(cells)}\r\n`).join('')}`;
}

/** A spreadsheet runs a cell that begins so; the last four are wide ones, as East Asian keyboards have. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** The cell with an apostrophe in front where a spreadsheet would run it as a formula. */
export function escapeFormula(cell: string): string {
	return FORMULA.test(cell.replace(/^'+/, '')) ? `'${cell}` : cell;
}

/** Undoes {@link escapeFormula}. */
export function unescapeFormula(cell: string): string {
	return cell.startsWith("'") && FORMULA.test(cell.replace(/^'+/, '')) ? cell.slice(1) : cell;
}
