import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/**
 * Comma-separated values as RFC 4180 has them, or values with another mark between them. The libraries
 * are Node's: nothing that a page runs may import this. Formulas are escaped here, since what
 * csv-stringify makes of them cannot be undone, and is nothing inside a cell.
 */

/** What is wrong with a file as such; `row` counts as spreadsheets do, from 1 for the head. */
export type CsvFault = { row: number; fault: 'quote_open' | 'quote_inside' | 'quote_after' };

const FAULTS: Record<string, CsvFault['fault']> = {
	CSV_QUOTE_NOT_CLOSED: 'quote_open',
	INVALID_OPENING_QUOTE: 'quote_inside',
	CSV_INVALID_CLOSING_QUOTE: 'quote_after'
};

/**
 * The first rows of cells, at most `most`, as the file has them, line ends inside cells included. A byte
 * order mark is dropped.
 */
export function readCsv(
	text: string,
	{ most, delimiter = ',' }: { most?: number; delimiter?: string } = {}
): { rows: string[][] } | { fault: CsvFault } {
	try {
		const rows = parse(text, {
			bom: true,
			delimiter,
			...(most && { to: most }),
			// Rows of another length than the head are told of by whoever knows the columns.
			relax_column_count: true,
			record_delimiter: ['\r\n', '\n', '\r']
		});
		return { rows };
	} catch (thrown) {
		const fault = thrown instanceof CsvError && FAULTS[thrown.code];
		if (!fault) throw thrown;
		return { fault: { row: Number(thrown.records) + 1, fault } };
	}
}

/**
 * Rows as a file, each cell in quotation marks, with a byte order mark, without which Excel takes it for
 * Latin. A program that separates otherwise still finds the beginnings of cells inside others, quotation
 * marks or not: {@link escapeFormula} is for those as well.
 */
export function writeCsv(rows: readonly (readonly string[])[], delimiter = ','): string {
	return stringify([...rows], { bom: true, delimiter, quoted: true, record_delimiter: 'windows' });
}

/** A spreadsheet runs a cell that begins so; the last four are wide ones, as East Asian keyboards have. */
const RUN = '=+\\-@＝＋－＠';

/**
 * The places where the cell begins, or one would in a program that separates at another mark, before what a
 * spreadsheet runs, quotation marks in front of it or not. Behind a mark, a tab or line break is one itself.
 */
const formulas = (escape: string) =>
	new RegExp(
		`^${escape}(?=['"]*[${RUN}\\t\\r\\n])|(?<=[,;\\t\\r\\n])${escape}(?=['"]*[${RUN}])`,
		'g'
	);
const UNESCAPED = formulas('');
const ESCAPED = formulas("'");

/** The cell with an apostrophe wherever a spreadsheet would run what follows as a formula. */
export function escapeFormula(cell: string): string {
	return cell.replace(UNESCAPED, "'");
}

/** Undoes {@link escapeFormula}. */
export function unescapeFormula(cell: string): string {
	return cell.replace(ESCAPED, '');
}
