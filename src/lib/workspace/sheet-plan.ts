import { m } from '../paraglide/messages.js';
import {
	AREAS,
	EVIDENCE_KINDS,
	GRADES,
	OUTLOOKS,
	REDACTION_CATEGORIES,
	TARGET_BASES
} from '../record/vocabulary.ts';
import type { Problem } from '../roadmap/problem.ts';
import { inForce } from './coverage.ts';
import { isBlank, type EvidenceTyped } from './evidence-form.ts';
import { check, normal, type FormErrors } from './form.ts';
import { goalForm, type GoalDraft } from './goal-form.ts';
import {
	columnOf,
	goalCells,
	goalTyped,
	updateCells,
	updateTyped,
	type Cells,
	type Places
} from './sheet-columns.ts';
import { inCell, inRow, MOST_PROBLEMS, type Sheet, type SheetRow } from './sheet-file.ts';
import { updateForm, type UpdateDraft } from './update-form.ts';

/** What a sheet would add: drafts only. What is stored is compared with, and never changed. */

/** A goal as stored, with the rows that the sheets have of it and of its updates. */
export type StoredGoal = {
	key: string;
	published: boolean;
	/** The day of the closing. */
	closed_on: string | null;
	/** The published revisions in order of number. */
	revisions: { number: number; effective_on: string; criteria: string[] }[];
	cells: Cells;
	/** Published updates too: a row that says the same adds nothing. */
	updates: Cells[];
};

export type Planned<T> = { row: number; draft: T };
export type SheetPlan = {
	goals: Planned<GoalDraft>[];
	updates: Planned<UpdateDraft & { goal: string }>[];
	/** How many rows say what is stored already. */
	same: number;
	problems: Problem[];
};

/** Columns that hold one word of a list. */
const WORDS: Record<string, readonly (string | number)[]> = {
	area: AREAS,
	target_basis: TARGET_BASES,
	outlook: OUTLOOKS,
	grade: GRADES,
	kind: EVIDENCE_KINDS,
	redaction_category: REDACTION_CATEGORIES
};

/**
 * `today` is a day in UTC, `held` are the hashes of the organization's files. A plan with problems is to be
 * refused.
 */
export function planSheet(
	sheet: Sheet,
	stored: readonly StoredGoal[],
	today: string,
	held: ReadonlySet<string> = new Set()
): SheetPlan {
	const plan: SheetPlan = { goals: [], updates: [], same: 0, problems: [] };
	const goals = new Map(stored.map((goal) => [goal.key, goal]));
	const seen = new Map<string, number>();
	for (const row of sheet.rows) {
		if (sheet.kind === 'goals') planGoal(plan, row, goals, seen, today);
		else planUpdate(plan, row, goals, seen, today, held);
	}
	const more = plan.problems.length - MOST_PROBLEMS;
	if (more > 0)
		plan.problems.splice(MOST_PROBLEMS, more, { path: '', message: m.sheet_more({ count: more }) });
	return plan;
}

type Goals = Map<string, StoredGoal>;

function planGoal(
	plan: SheetPlan,
	{ row, cells }: SheetRow,
	goals: Goals,
	seen: Map<string, number>,
	today: string
): void {
	const { typed, places } = goalTyped(cells);
	const first = seen.get(typed.key);
	if (first !== undefined && typed.key)
		return say(plan, inCell(row, 'key'), m.sheet_repeats({ row: first }));
	seen.set(typed.key, row);
	const goal = goals.get(typed.key);
	if (goal) {
		const column = differing(goalCells(typed), goal.cells, cells);
		if (column === undefined) plan.same += 1;
		else
			say(
				plan,
				inCell(row, column),
				goal.published ? m.sheet_published_differs() : m.sheet_draft_differs()
			);
		return;
	}
	const errors: FormErrors = {};
	const { basis, on, note } = typed.target;
	if (basis === 'none' && on) errors['target.basis'] = '';
	else if (basis === 'none' && note) errors['target.note'] = m.sheet_target_without_day();
	const checked = check(goalForm(today), typed);
	if (!checked.ok) Object.assign(errors, checked.errors);
	if (checked.ok && !Object.keys(errors).length) plan.goals.push({ row, draft: checked.value });
	else sayAll(plan, row, errors, places);
}

function planUpdate(
	plan: SheetPlan,
	{ row, cells }: SheetRow,
	goals: Goals,
	seen: Map<string, number>,
	today: string,
	held: ReadonlySet<string>
): void {
	const { typed, places } = updateTyped(cells);
	const key = cells.goal ?? '';
	const goal = goals.get(key);
	const refuse = (message: string) => say(plan, inCell(row, 'goal'), message);
	if (!key) return refuse(m.form_needed());
	if (!goal) return refuse(m.sheet_unknown_goal());
	const written = updateCells(key, typed);
	if (goal.updates.some((each) => differing(written, each, cells) === undefined)) {
		plan.same += 1;
		return;
	}
	const first = seen.get(JSON.stringify(written));
	if (first !== undefined) return say(plan, inRow(row), m.sheet_repeats({ row: first }));
	seen.set(JSON.stringify(written), row);
	if (!goal.published) return refuse(m.sheet_draft_goal());
	if (goal.closed_on !== null) return refuse(m.sheet_closed_goal({ day: goal.closed_on }));
	const graded = inForce(goal.revisions, typed.effective_on) ?? goal.revisions[0];
	const limits = { today, from: goal.revisions[0]?.effective_on ?? '', until: null };
	const errors: FormErrors = {};
	for (const [index, item] of typed.evidence.entries())
		Object.assign(errors, evidenceErrors(item, `evidence.${index}`, held));
	const checked = check(updateForm(limits, graded?.criteria.length ?? 0), typed);
	if (!checked.ok)
		for (const [field, message] of Object.entries(checked.errors)) errors[field] ??= message;
	if (checked.ok && !Object.keys(errors).length)
		plan.updates.push({ row, draft: { goal: key, ...checked.value } });
	else sayAll(plan, row, errors, places);
}

/** What the form could not hold, and would drop without a word. */
function evidenceErrors(item: EvidenceTyped, field: string, held: ReadonlySet<string>): FormErrors {
	const errors: FormErrors = {};
	if (isBlank(item)) errors[`${field}.title`] = m.form_needed();
	if (item.criteria.some((number) => !/^\d+$/.test(number)))
		errors[`${field}.criteria`] = m.sheet_numbers();
	const { kind, file } = item;
	if (kind === 'link' && item.sha256) errors[`${field}.sha256`] = m.import_other_kind({ kind });
	if (kind === 'link' && file) errors[`${field}.file.sha256`] = m.import_other_kind({ kind });
	if (kind === 'file' && file && !held.has(file.sha256))
		errors[`${field}.file.sha256`] = m.sheet_file_not_held();
	else if (kind === 'file' && file && item.sha256 && item.sha256 !== file.sha256)
		errors[`${field}.sha256`] = m.sheet_other_file();
	if (kind === 'file')
		for (const name of ['url', 'archived_url'] as const)
			if (item[name]) errors[`${field}.${name}`] = m.import_other_kind({ kind });
	return errors;
}

/**
 * The first column, of those that the file has, in which the row says something else than what is stored;
 * `written` is the row as it would be stored.
 */
function differing(written: Cells, stored: Cells, file: Cells): string | undefined {
	const columns = [...Object.keys(file), ...Object.keys(written).filter((each) => written[each])];
	return columns.find((each) => (written[each] ?? '') !== normal(stored[each] ?? ''));
}

function say(plan: SheetPlan, path: string, message: string): void {
	plan.problems.push({ path, message });
}

/** One problem for each column of the row. */
function sayAll(plan: SheetPlan, row: number, errors: FormErrors, places: Places): void {
	const said = new Set<string>();
	for (const [field, message] of Object.entries(errors)) {
		const column = field && columnOf(field, places);
		if (said.has(column)) continue;
		said.add(column);
		const values = WORDS[column.replace(/^evidence_\d+_/, '')]?.join(m.list_comma());
		const path = column ? inCell(row, column) : inRow(row);
		say(plan, path, values ? m.sheet_one_of({ values }) : message);
	}
}
