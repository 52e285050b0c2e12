import { m } from '../../paraglide/messages.js';
import type { Problem } from '../../roadmap/file/problem.ts';
import { unseenWordsOfCode } from '../../roadmap/file/unseen-words.ts';
import { escapeFormula, readCsv, writeCsv } from './csv.ts';
import { NEEDED, headOf, type Cells, type SheetKind } from './sheet-columns.ts';
import { columnMeant, columnNamed, kindOf, MOST_MEANT, plainHeading } from './sheet-heads.ts';
import { SEPARATORS, withoutSepLine, type Separator } from './sheet-text.ts';
import { cellValue, isProgramError } from './sheet-values.ts';

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
	const { text: lines, delimiter } = withoutSepLine(text);
	const read = readCsv(lines, { most: MOST_LINES + 1, delimiter });
	if ('fault' in read)
		return refuse([{ path: inRow(read.fault.row), message: FAULTS[read.fault.fault]() }]);
	// Spreadsheets leave blank rows behind, above the head too.
	const top = Math.max(
		read.rows.findIndex((values) => !isBlankRow(values)),
		0
	);
	const head = (read.rows[top] ?? []).map((cell) => cell.trim());
	if (head.length > MOST_COLUMNS)
		return refuse([{ path: inRow(top + 1), message: m.sheet_too_wide({ limit: MOST_COLUMNS }) }]);
	const plain = head.map(plainHeading);
	const kind = kindOf(plain);
	if (!kind) return refuse([{ path: inRow(top + 1), message: m.sheet_no_head() }]);
	// They leave blank columns behind as well.
	const filled = new Set<number>();
	for (const values of read.rows)
		for (const [at, value] of values.entries()) if (value.trim()) filled.add(at);
	const columns = plain.map((heading) => columnNamed(kind, heading));
	const problems = headProblems(kind, { row: top + 1, head, plain, columns }, filled);
	if (problems.length) return refuse(problems);
	if (read.rows.length > MOST_LINES) return tooMany(MOST_LINES + 1, MOST_LINES);
	return readRows(kind, columns, read.rows, top);
}

/** The rows below the head, which is at `top`. */
function readRows(
	kind: SheetKind,
	columns: readonly (string | null)[],
	lines: readonly string[][],
	top: number
): SheetRead {
	const rows: SheetRow[] = [];
	const problems: Problem[] = [];
	for (const [index, line] of lines.entries()) {
		// What is blank at the end of a row, some programs leave off, and others add.
		const values = withoutBlankEnd(line);
		if (index <= top || !values.length) continue;
		const row = index + 1;
		if (rows.length === MOST_ROWS) return tooMany(row, MOST_ROWS);
		if (problems.length >= MOST_PROBLEMS) break;
		if (values.length > columns.length) {
			const message = m.sheet_cells({ count: values.length, expected: columns.length });
			problems.push({ path: inRow(row), message });
			continue;
		}
		const cells: Cells = {};
		for (const [at, column] of columns.entries()) {
			const value = values[at] ?? '';
			if (column) cells[column] = cellValue(column, value);
			if (column && isProgramError(value))
				problems.push({ path: inCell(row, column), message: m.sheet_program_error() });
		}
		rows.push({ row, cells });
	}
	if (problems.length) return refuse(problems.slice(0, MOST_PROBLEMS));
	return { ok: true, sheet: { kind, rows } };
}

const isBlankRow = (values: readonly string[]) => values.every((value) => !value.trim());

function withoutBlankEnd(values: readonly string[]): readonly string[] {
	return values.slice(0, values.findLastIndex((value) => value.trim()) + 1);
}

const refuse = (problems: Problem[]): SheetRead => ({ ok: false, problems });
const tooMany = (row: number, limit: number) =>
	refuse([{ path: inRow(row), message: m.sheet_too_many({ limit }) }]);

type Head = {
	row: number;
	head: readonly string[];
	plain: readonly string[];
	/** Those that the headings name. */
	columns: readonly (string | null)[];
};

/** A column at a place that is not `filled` needs no name. */
function headProblems(
	kind: SheetKind,
	{ row, head, plain, columns }: Head,
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
		const path = inCell(row, plain[index] ? head[index]! : String(index + 1));
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
			problems.push({ path: inCell(row, column), message: m.sheet_column_missing() });
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
