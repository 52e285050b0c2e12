import { m } from '../paraglide/messages.js';
import { nearest } from '../roadmap/nearest.ts';
import type { Problem } from '../roadmap/problem.ts';
import { escapeFormula, readCsv, unescapeFormula, writeCsv } from './csv.ts';
import { normal } from './form.ts';
import { COLUMNS, NEEDED, headOf, isColumn, type Cells, type SheetKind } from './sheet-columns.ts';

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
	const read = readCsv(text, MOST_LINES + 1);
	if ('fault' in read)
		return refuse([{ path: inRow(read.fault.row), message: FAULTS[read.fault.fault]() }]);
	const head = (read.rows[0] ?? []).map((cell) => cell.trim());
	if (head.length > MOST_COLUMNS)
		return refuse([{ path: inRow(1), message: m.sheet_too_wide({ limit: MOST_COLUMNS }) }]);
	const kind = kindOf(head);
	if (!kind) {
		const separated = head.length === 1 && head[0]!.includes(';');
		const message = separated ? m.sheet_semicolons() : m.sheet_no_head();
		return refuse([{ path: inRow(1), message }]);
	}
	const problems = headProblems(kind, head);
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
		const cells = head.map((column, at) => [column, normal(unescapeFormula(values[at] ?? ''))]);
		rows.push({ row, cells: Object.fromEntries(cells) });
	}
	return problems.length ? refuse(problems) : { ok: true, sheet: { kind, rows } };
}

const refuse = (problems: Problem[]): SheetRead => ({ ok: false, problems });
const tooMany = (row: number, limit: number) =>
	refuse([{ path: inRow(row), message: m.sheet_too_many({ limit }) }]);

function kindOf(head: string[]): SheetKind | null {
	const kinds = (['updates', 'goals'] as const).filter((kind) =>
		NEEDED[kind].some((column) => head.includes(column))
	);
	return kinds[0] ?? null;
}

function headProblems(kind: SheetKind, head: string[]): Problem[] {
	const problems: Problem[] = [];
	const seen = new Set<string>();
	for (const [index, column] of head.entries()) {
		if (problems.length === MOST_PROBLEMS) return problems;
		const path = inCell(1, column || String(index + 1));
		if (!isColumn(kind, column)) {
			const near = nearest(column, COLUMNS[kind]);
			const message = near ? m.sheet_column_misspelt({ near }) : m.sheet_column_unknown();
			problems.push({ path, message });
		} else if (seen.has(column)) problems.push({ path, message: m.sheet_column_twice() });
		seen.add(column);
	}
	for (const column of NEEDED[kind])
		if (!head.includes(column))
			problems.push({ path: inCell(1, column), message: m.sheet_column_missing() });
	return problems;
}

/** Writes a sheet, which {@link readSheet} reads back, with room for a few criteria or evidence items. */
export function writeSheet(kind: SheetKind, rows: readonly Cells[]): string {
	const head = headOf(kind, rows, kind === 'goals' ? 5 : 2);
	const lines = rows.map((cells) => head.map((column) => escapeFormula(cells[column] ?? '')));
	return writeCsv([head, ...lines]);
}
