import {
	AREAS,
	EVIDENCE_KINDS,
	GRADES,
	OUTLOOKS,
	REDACTION_CATEGORIES,
	TARGET_BASES
} from '../../record/vocabulary.ts';
import { normal } from '../form.ts';
import { unescapeFormula } from './csv.ts';
import { readDay } from './sheet-day.ts';

/**
 * What a cell holds, as spreadsheet programs save it: they write days, whole numbers and first letters
 * their own way. What cannot be told for sure stays as it is, for the form to refuse.
 */

/** Columns that hold one word of a list. */
const WORDS: Record<string, readonly (string | number)[]> = {
	area: AREAS,
	target_basis: TARGET_BASES,
	outlook: OUTLOOKS,
	grade: GRADES,
	kind: EVIDENCE_KINDS,
	redaction_category: REDACTION_CATEGORIES
};

/** No number, list of numbers or word of a list is longer. A letter put plainly can stand for eighteen. */
const MOST_LETTERS = 1_000;

const ofItem = (column: string) => column.replace(/^evidence_\d+_/, '');

/** The words of the list of which the column holds one. */
export function wordsOf(column: string): readonly (string | number)[] | undefined {
	return WORDS[ofItem(column)];
}

/** True for a column that holds a day. */
export const holdsDay = (column: string) => column === 'effective_on' || column === 'target_on';

/** The cell of that column as the forms take it. */
export function cellValue(column: string, cell: string): string {
	const text = normal(unescapeFormula(cell));
	if (holdsDay(column)) return readDay(text) ?? text;
	if (text.length > MOST_LETTERS) return text;
	if (column === 'grade' || column === 'target_within') return readWhole(text) ?? text;
	if (ofItem(column) === 'criteria') return readNumbers(text) ?? text;
	const word = text.normalize('NFKC').toLowerCase();
	return wordsOf(column)?.includes(word) ? word : text;
}

/** A whole number with digits behind its decimal mark that are all 0, or without: 2, 2.0, 2,00 */
function readWhole(text: string): string | null {
	const [, digits] = /^'?(\d{1,9})(?:[.,]0*)?$/.exec(text.normalize('NFKC')) ?? [];
	return digits === undefined ? null : String(Number(digits));
}

/** Whole numbers with spaces between them, or with other marks that are no decimal ones. */
function readNumbers(text: string): string | null {
	const numbers = text.split(/[\s;；、]+/).map(readWhole);
	return numbers.includes(null) ? null : numbers.join(' ');
}

/**
 * True for what a program shows where it has no value: `#NAME?` for text that it took for a formula, `####`
 * for what its column is too narrow for. It saves them as if they were the text.
 */
export function isProgramError(cell: string): boolean {
	return /^(?:#(?:[A-ZÀ-Ý]+\/?[0A]?[!?]|N\/A|NV|#{2,})|Err:\d{3})$/.test(cell.trim());
}
