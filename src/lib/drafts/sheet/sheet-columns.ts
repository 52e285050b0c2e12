import { getLocale } from '../../paraglide/runtime.js';
import type { EvidenceFile } from '../../record/media-types.ts';
import type { EvidenceTyped } from '../evidence/evidence-form.ts';
import { blankEvidence, isBlank } from '../evidence/evidence-form.ts';
import type { GoalTyped } from '../kinds/goal-form.ts';
import { typedRevisionTranslation, typedUpdateTranslation } from '../kinds/translation-form.ts';
import type { UpdateTyped } from '../kinds/update-form.ts';

/** The columns of the two sheets, and how the fields of the forms stand in them. */

export type SheetKind = 'goals' | 'updates';
/** A row by column; what is missing is blank. */
export type Cells = Record<string, string>;

export const COLUMNS = {
	goals: [
		'key',
		'area',
		'title',
		'statement',
		'condition_text',
		'condition_threshold',
		'target_on',
		'target_within',
		'target_basis',
		'target_note',
		'outlook',
		'effective_on'
	],
	updates: ['goal', 'effective_on', 'grade', 'met', 'narrative']
} as const;

/** Without these a sheet is not one. */
export const NEEDED = { goals: ['title'], updates: ['goal', 'grade'] } as const;

export const EVIDENCE_COLUMNS = [
	'kind',
	'title',
	'url',
	'archived_url',
	'sha256',
	'file_sha256',
	'file_name',
	'criteria',
	'redaction_category',
	'redaction_description'
] as const;

/** Columns that are numbered, from 1: `criterion_2`, `evidence_1_url`. */
const NUMBERED = {
	goals: /^criterion_([1-9]\d{0,2})$/,
	updates: new RegExp(`^evidence_([1-9]\\d{0,2})_(${EVIDENCE_COLUMNS.join('|')})$`)
};

/** The numbers, in order, of the numbered columns in which the row has something. */
function numbers(kind: SheetKind, cells: Cells): number[] {
	const found = Object.keys(cells).flatMap((column) => {
		const match = cells[column] ? NUMBERED[kind].exec(column) : null;
		return match ? [Number(match[1])] : [];
	});
	return [...new Set(found)].sort((a, b) => a - b);
}

/** The places, from 1, of rows of a list as a sheet numbers them. */
export type Places = number[];

export function goalTyped(cells: Cells): { typed: GoalTyped; places: Places } {
	const cell = (column: string) => cells[column] ?? '';
	const places = numbers('goals', cells);
	const criteria = places.map((number) => cell(`criterion_${number}`));
	const [on, within] = [cell('target_on'), cell('target_within')];
	const basis = cell('target_basis') || (on || within ? '' : 'none');
	const condition = { text: cell('condition_text'), threshold: cell('condition_threshold') };
	// Days count from a condition, so whoever gives them has one.
	const applies = condition.text || condition.threshold || within ? 'yes' : 'no';
	const typed: GoalTyped = {
		title: cell('title'),
		key: cell('key'),
		area: cell('area'),
		owner: '',
		statement: cell('statement'),
		criteria,
		condition: { applies, ...condition },
		target: { basis, on, within, note: cell('target_note') },
		outlook: cell('outlook'),
		effective_on: cell('effective_on'),
		translation: typedRevisionTranslation(null, criteria.length, getLocale()),
		seen: ''
	};
	return { typed, places };
}

export function updateTyped(cells: Cells): { typed: UpdateTyped; places: Places } {
	const cell = (column: string) => cells[column] ?? '';
	const places = numbers('updates', cells);
	const typed = {
		effective_on: cell('effective_on'),
		grade: cell('grade'),
		narrative: cell('narrative'),
		met: metTyped(cell('met')),
		translation: typedUpdateTranslation(null, getLocale()),
		evidence: places.map((number) => evidenceTyped((name) => cell(`evidence_${number}_${name}`))),
		revision: '',
		draft: '',
		seen: ''
	};
	return { typed, places };
}

function evidenceTyped(cell: (name: (typeof EVIDENCE_COLUMNS)[number]) => string): EvidenceTyped {
	const redaction = {
		category: cell('redaction_category'),
		description: cell('redaction_description')
	};
	const file = fileTyped(cell('file_sha256'), cell('file_name'));
	return {
		...blankEvidence(),
		kind: cell('kind') || 'link',
		visibility: redaction.category || redaction.description ? 'redacted' : 'public',
		title: cell('title'),
		url: cell('url'),
		archived_url: cell('archived_url'),
		// As it is stored, so that what is compared is the same however it was written.
		sha256: cell('sha256').toLowerCase(),
		file,
		shows_hash: file !== null && cell('sha256') !== '',
		// People count criteria from 1.
		criteria: criteriaTyped(cell('criteria')),
		redaction
	};
}

/** People count criteria from 1. */
const criteriaTyped = (cell: string): string[] =>
	cell
		.split(/\s+/)
		.filter(Boolean)
		.map((word) => String(Number(word) - 1));

/** Says that no criterion is met; a blank cell says nothing. */
const NO_CRITERION = '0';

const metTyped = (cell: string): string[] | null =>
	cell === '' ? null : cell === NO_CRITERION ? [] : criteriaTyped(cell);

const criteriaCell = (criteria: readonly string[]) =>
	criteria.map((number) => String(Number(number) + 1)).join(' ');

/** A file that is held already. Only hash and name count: the rest is known of the file itself. */
function fileTyped(sha256: string, name: string): EvidenceFile | null {
	return sha256 || name
		? { sha256: sha256.toLowerCase(), name, media_type: 'text/plain', bytes: 0 }
		: null;
}

/** The row of a goal; {@link goalTyped} reads it back. */
export function goalCells(typed: GoalTyped): Cells {
	const { basis, on, within, note } = typed.target;
	const criteria = typed.criteria.filter(Boolean);
	return {
		key: typed.key,
		area: typed.area,
		title: typed.title,
		statement: typed.statement,
		condition_text: typed.condition.text,
		condition_threshold: typed.condition.threshold,
		target_on: on,
		target_within: within,
		target_basis: basis === 'none' ? '' : basis,
		target_note: note,
		outlook: typed.outlook,
		effective_on: typed.effective_on,
		...Object.fromEntries(criteria.map((text, index) => [`criterion_${index + 1}`, text]))
	};
}

/** The row of an update of the goal with that key; {@link updateTyped} reads it back. */
export function updateCells(goal: string, typed: UpdateTyped): Cells {
	const { effective_on, grade, narrative } = typed;
	const met = typed.met && (criteriaCell(typed.met) || NO_CRITERION);
	const cells: Cells = { goal, effective_on, grade, met: met ?? '', narrative };
	for (const [index, item] of typed.evidence.filter((each) => !isBlank(each)).entries()) {
		const values = {
			kind: item.kind,
			title: item.title,
			url: item.url,
			archived_url: item.archived_url,
			sha256: item.sha256,
			file_sha256: item.file?.sha256 ?? '',
			file_name: item.file?.name ?? '',
			criteria: criteriaCell(item.criteria),
			redaction_category: item.redaction.category,
			redaction_description: item.redaction.description
		};
		for (const [name, value] of Object.entries(values))
			cells[`evidence_${index + 1}_${name}`] = value;
	}
	return cells;
}

/** The head of a sheet with these rows: its columns, with room for a list of `room` at least. */
export function headOf(kind: SheetKind, rows: readonly Cells[], room: number): string[] {
	const most = Math.max(room, ...rows.map((cells) => numbers(kind, cells).at(-1) ?? 0));
	const places = Array.from({ length: most }, (_, index) => index + 1);
	const numbered = places.flatMap((number) =>
		kind === 'goals'
			? [`criterion_${number}`]
			: EVIDENCE_COLUMNS.map((name) => `evidence_${number}_${name}`)
	);
	return [...COLUMNS[kind], ...numbered];
}

/** The column of a field of the form: `criteria.0` of the third criterion is `criterion_3`. */
export function columnOf(field: string, places: Places): string {
	const [list, index, ...rest] = field.split('.');
	const place = places[Number(index)];
	if (list === 'criteria' && place !== undefined) return `criterion_${place}`;
	if (list === 'evidence' && place !== undefined) {
		const name =
			rest[0] === 'redaction' || rest[0] === 'file' ? rest.slice(0, 2).join('_') : rest[0];
		// What says in a sheet that an item is redacted.
		if (name === 'visibility') return `evidence_${place}_redaction_description`;
		return `evidence_${place}_${name ?? 'title'}`;
	}
	return field.replaceAll('.', '_');
}
