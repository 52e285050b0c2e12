import { m } from '../../paraglide/messages.js';
import type { Problem } from '../../roadmap/file/problem.ts';
import { unseenWordsOfCode } from '../../roadmap/file/unseen-words.ts';
import { escapeFormula, readCsv, unescapeFormula, writeCsv } from './csv.ts';
import { normal } from '../form.ts';
import { NEEDED, headOf, type Cells, type SheetKind } from './sheet-columns.ts';
import { columnMeant, columnNamed, kindOf, MOST_MEANT, plainHeading } from './sheet-heads.ts';
import { SEPARATORS, separatorOf, type Separator } from './sheet-text.ts';

/** A sheet as a file: goals or updates, one a row, under a head that names the columns. */

const MOST_ROWS = 2_000;
/** Beyond these, reading would hold up everybody else for seconds. */
const MOST_LINES = 10_000;
const MOST_COLUMNS = 10_000;
const MOST_LETTERS = 2_000_000;
export const MOST_PROBLEMS = 50;

/** `row` counts as spreadsheets do: the head is row 1. */
export type SheetRow = { row: number; cells: Cells };
export type Sheet = { kind: SheetKind; rows: SheetRow[] };
export type SheetRead = { ok: true; sheet: Sheet } | { ok: false; problems: Problem[] };

export const inRow = (row: number) => m.sheet_row({ row });
export const inCell = (row: number, column: string) => m.sheet_cell({ row, column });

const FAULTS = {
	quote_open: m.sheet_quote_open,
	quote_inside: m.sheet_quote_inside,
	quote_after: m.sheet_quote_after
};

/** Reads a file; which of the two it is, is told by its head. */
export function readSheet(text: string): SheetRead {
	if (text.length > MOST_LETTERS)
		return refuse([{ path: '', message: m.sheet_too_long({ limit: MOST_LETTERS }) }]);
	const delimiter = SEPARATORS[separatorOf(text)];
	const read = readCsv(text, { most: MOST_LINES + 1, delimiter });
	if ('fault' in read)
		return refuse([{ path: inRow(read.fault.row), message: FAULTS[read.fault.fault]() }]);
	const head = (read.rows[0] ?? []).map((cell) => cell.trim());
	if (head.length > MOST_COLUMNS)
		return refuse([{ path: inRow(1), message: m.sheet_too_wide({ limit: MOST_COLUMNS }) }]);
	const plain = head.map(plainHeading);
	const kind = kindOf(plain);
	if (!kind) return refuse([{ path: inRow(1), message: m.sheet_no_head() }]);
	// Spreadsheets leave blank columns behind, as they do rows.
	const filled = new Set<number>();
	for (const values of read.rows)
		for (const [at, value] of values.entries()) if (value.trim()) filled.add(at);
	const columns = plain.map((heading) => columnNamed(kind, heading));
	const problems = headProblems(kind, { head, plain, columns }, filled);
	if (problems.length) return refuse(problems);
	if (read.rows.length > MOST_LINES) return tooMany(MOST_LINES + 1, MOST_LINES);
	const rows: SheetRow[] = [];
	for (const [index, values] of read.rows.entries()) {
		// Spreadsheets leave blank rows behind.
		if (index === 0 || values.every((value) => !value.trim())) continue;
		const row = index + 1;
		if (rows.length === MOST_ROWS) return tooMany(row, MOST_ROWS);
		if (problems.length === MOST_PROBLEMS) break;
		if (values.length !== head.length) {
			const message = m.sheet_cells({ count: values.length, expected: head.length });
			problems.push({ path: inRow(row), message });
			continue;
		}
		const cells: Cells = {};
		for (const [at, column] of columns.entries())
			if (column) cells[column] = normal(unescapeFormula(values[at] ?? ''));
		rows.push({ row, cells });
	}
	return problems.length ? refuse(problems) : { ok: true, sheet: { kind, rows } };
}

const refuse = (problems: Problem[]): SheetRead => ({ ok: false, problems });
const tooMany = (row: number, limit: number) =>
	refuse([{ path: inRow(row), message: m.sheet_too_many({ limit }) }]);

type Head = {
	head: readonly string[];
	plain: readonly string[];
	/** Those that the headings name. */
	columns: readonly (string | null)[];
};

/** A column at a place that is not `filled` needs no name. */
function headProblems(
	kind: SheetKind,
	{ head, plain, columns }: Head,
	filled: ReadonlySet<number>
): Problem[] {
	const problems: Problem[] = [];
	const taken = new Set(columns.filter((column) => column !== null));
	const meant = new Set<string>();
	const seen = new Set<string>();
	let unknown = 0;
	for (const [index, column] of columns.entries()) {
		if (!filled.has(index)) continue;
		if (problems.length === MOST_PROBLEMS) return problems;
		// One without a name, or longer than any, goes by its number.
		const path = inCell(1, plain[index] ? head[index]! : String(index + 1));
		if (column === null) {
			const near = unknown < MOST_MEANT ? columnMeant(kind, plain[index]!, taken) : undefined;
			unknown += 1;
			if (near) meant.add(near);
			problems.push({ path, message: unknownColumn(head[index]!, near) });
		} else if (seen.has(column)) problems.push({ path, message: m.sheet_column_twice() });
		else seen.add(column);
	}
	// One that is misspelt is not missing as well.
	for (const column of NEEDED[kind])
		if (!taken.has(column) && !meant.has(column))
			problems.push({ path: inCell(1, column), message: m.sheet_column_missing() });
	return problems;
}

function unknownColumn(heading: string, near: string | undefined): string {
	if (!heading) return m.sheet_column_nameless();
	const unseen = unseenWordsOfCode(heading);
	if (unseen) return unseen;
	return near ? m.sheet_column_misspelt({ near }) : m.sheet_column_unknown();
}

/** Writes a sheet, which {@link readSheet} reads back, with room for a few criteria or evidence items. */
export function writeSheet(
	kind: SheetKind,
	rows: readonly Cells[],
	separator: Separator = 'comma'
): string {
	const head = headOf(kind, rows, kind === 'goals' ? 5 : 2);
	const lines = rows.map((cells) => head.map((column) => escapeFormula(cells[column] ?? '')));
	return writeCsv([head, ...lines], SEPARATORS[separator]);
}
