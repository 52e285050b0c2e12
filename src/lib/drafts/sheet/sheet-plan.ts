import type { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { isDay } from '../../record/day.ts';
import type { Problem } from '../../roadmap/file/problem.ts';
import { unseenWordsOfCode } from '../../roadmap/file/unseen-words.ts';
import { gradedOn } from '../../record/as-of.ts';
import { check, normal, type FormErrors } from '../form.ts';
import { goalForm, type GoalDraft } from '../kinds/goal-form.ts';
import { suggestKey } from '../kinds/suggest-key.ts';
import {
	columnOf,
	goalCells,
	goalTyped,
	updateCells,
	updateTyped,
	type Cells,
	type Places
} from './sheet-columns.ts';
import { evidenceErrors } from './sheet-evidence.ts';
import { inCell, inRow, MOST_PROBLEMS, type Sheet, type SheetRow } from './sheet-file.ts';
import { dayFault } from './sheet-day.ts';
import { holdsDay, wordsOf } from './sheet-values.ts';
import { updateForm, type UpdateDraft } from '../kinds/update-form.ts';

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

/** Columns in which a joiner may belong: what is wrong with their texts the forms say. */
const TEXTS =
	/^(title|statement|narrative|condition_.*|target_note|criterion_.*|evidence_\d+_(title|file_name|redaction_description))$/;

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
	const forms = { goal: goalForm(today), update: updateForms(today) };
	const keys = goalKeys(sheet, stored);
	for (const row of sheet.rows) {
		if (sheet.kind === 'goals') planGoal(plan, row, goals, seen, forms.goal, keys);
		else planUpdate(plan, row, goals, seen, forms.update, held);
	}
	const more = plan.problems.length - MOST_PROBLEMS;
	if (more > 0)
		plan.problems.splice(MOST_PROBLEMS, more, { path: '', message: m.sheet_more({ count: more }) });
	return plan;
}

type Goals = Map<string, StoredGoal>;

/** The forms of updates, each made once: to make one takes longer than to check by it. */
function updateForms(today: string) {
	const made = new Map<string, ReturnType<typeof updateForm>>();
	return (from: string, criteria: number) => {
		const name = `${from} ${criteria}`;
		const form = made.get(name) ?? updateForm({ today, from, until: null }, criteria);
		made.set(name, form);
		return form;
	};
}

/** Those that are taken, by goals or by rows, and the goals of which no row gives the key, by title. */
type GoalKeys = { taken: Set<string>; nameless: Map<string, StoredGoal[]> };

function goalKeys({ rows }: Sheet, stored: readonly StoredGoal[]): GoalKeys {
	const written = new Set(rows.map(({ cells }) => cells.key ?? ''));
	const nameless = stored.filter(({ key }) => !written.has(key));
	return {
		taken: new Set([...stored.map(({ key }) => key), ...written]),
		nameless: Map.groupBy(nameless, ({ cells }) => normal(cells.title ?? ''))
	};
}

function planGoal(
	plan: SheetPlan,
	{ row, cells }: SheetRow,
	goals: Goals,
	seen: Map<string, number>,
	form: ReturnType<typeof goalForm>,
	keys: GoalKeys
): void {
	const { typed, places } = goalTyped(cells);
	if (!typed.key) {
		const alike = keys.nameless.get(typed.title) ?? [];
		const same = alike.find(({ key, cells: its }) => {
			const written = goalCells({ ...typed, key });
			return !differing(written, its, { ...cells, key }).length;
		});
		if (same) {
			// Another row of that title is another goal.
			keys.nameless.set(
				typed.title,
				alike.filter((each) => each !== same)
			);
			plan.same += 1;
			return;
		}
		if (alike[0]) return say(plan, inCell(row, 'title'), m.sheet_same_title({ key: alike[0].key }));
		typed.key = suggestKey(typed.title, typed.area, keys.taken);
		keys.taken.add(typed.key);
	}
	const errors: FormErrors = {};
	const first = typed.key ? seen.get(typed.key) : undefined;
	if (first === undefined) seen.set(typed.key, row);
	else errors.key = m.sheet_repeats({ row: first });
	const goal = goals.get(typed.key);
	if (goal) {
		const message = goal.published ? m.sheet_published_differs() : m.sheet_draft_differs();
		const columns = differing(goalCells(typed), goal.cells, cells);
		if (first === undefined && !columns.length) plan.same += 1;
		if (first !== undefined) say(plan, inCell(row, 'key'), errors.key!);
		for (const column of columns) {
			const unread = holdsDay(column) ? dayFault(cells[column] ?? '') : null;
			say(plan, inCell(row, column), unread ?? message);
		}
		return;
	}
	const { basis, on, within, note } = typed.target;
	Object.assign(errors, dayErrors({ effective_on: typed.effective_on, 'target.on': on }));
	if (on && typed.condition.applies === 'yes') errors['target.on'] = m.sheet_condition_day();
	if (basis === 'none' && (on || within)) errors['target.basis'] = '';
	else if (basis === 'none' && note) errors['target.note'] = m.sheet_target_without_day();
	const draft = checked(errors, form, typed);
	if (draft) plan.goals.push({ row, draft });
	else sayAll(plan, { row, cells }, errors, places);
}

function planUpdate(
	plan: SheetPlan,
	{ row, cells }: SheetRow,
	goals: Goals,
	seen: Map<string, number>,
	formOf: ReturnType<typeof updateForms>,
	held: ReadonlySet<string>
): void {
	const { typed, places } = updateTyped(cells);
	const key = cells.goal ?? '';
	const goal = goals.get(key);
	const written = updateCells(key, typed);
	if (goal?.updates.some((each) => !differing(written, each, cells).length)) {
		plan.same += 1;
		return;
	}
	const errors = dayErrors({ effective_on: typed.effective_on });
	const fault = goalFault(key, goal);
	if (fault) errors.goal = fault;
	const first = seen.get(JSON.stringify(written));
	if (first === undefined) seen.set(JSON.stringify(written), row);
	else errors[''] = m.sheet_repeats({ row: first });
	const revisions = goal?.revisions ?? [];
	const criteria = criteriaOn(revisions, typed.effective_on);
	for (const [index, item] of typed.evidence.entries())
		for (const [name, message] of Object.entries(evidenceErrors(item, held, criteria)))
			errors[`evidence.${index}.${name}`] = message;
	const form = formOf(revisions[0]?.effective_on ?? '', criteria);
	const draft = checked(errors, form, typed);
	if (draft) plan.updates.push({ row, draft: { goal: key, ...draft } });
	else sayAll(plan, { row, cells }, errors, places);
}

/** Of fields that hold days: those that are no day that can be told for sure. */
function dayErrors(days: Record<string, string>): FormErrors {
	const errors: FormErrors = {};
	for (const [field, day] of Object.entries(days)) {
		const fault = dayFault(day);
		if (fault) errors[field] = fault;
	}
	return errors;
}

/** Why an update cannot be of that goal. */
function goalFault(key: string, goal: StoredGoal | undefined): string | null {
	if (!key) return m.form_needed();
	if (!goal) return m.sheet_unknown_goal();
	if (!goal.published) return m.sheet_draft_goal();
	return goal.closed_on === null ? null : m.sheet_closed_goal({ day: goal.closed_on });
}

/** How many criteria an update of that day can name: no limit where no goal or no day says which. */
function criteriaOn(revisions: StoredGoal['revisions'], day: string): number {
	const graded = isDay(day) ? gradedOn(revisions, day) : undefined;
	return graded ? graded.criteria.length : Infinity;
}

/** What the form makes of what was typed; null where it or what was found before has errors, all now in `errors`. */
function checked<S extends z.ZodType>(errors: FormErrors, form: S, typed: unknown) {
	const result = check(form, typed);
	if (!result.ok)
		for (const [field, message] of Object.entries(result.errors)) errors[field] ??= message;
	return result.ok && !Object.keys(errors).length ? result.value : null;
}

/**
 * The columns, of those that the file has, in which the row says something else than what is stored;
 * `written` is the row as it would be stored.
 */
function differing(written: Cells, stored: Cells, file: Cells): string[] {
	const filled = Object.keys(written).filter((each) => written[each]);
	const columns = [...new Set([...Object.keys(file), ...filled])];
	return columns.filter((each) => (written[each] ?? '') !== normal(stored[each] ?? ''));
}

function say(plan: SheetPlan, path: string, message: string): void {
	plan.problems.push({ path, message });
}

/** One problem for each column of the row. */
function sayAll(
	plan: SheetPlan,
	{ row, cells }: SheetRow,
	errors: FormErrors,
	places: Places
): void {
	const said = new Set<string>();
	for (const [field, message] of Object.entries(errors)) {
		const column = field && columnOf(field, places);
		if (said.has(column)) continue;
		said.add(column);
		const values = wordsOf(column)?.join(m.list_comma());
		const path = column ? inCell(row, column) : inRow(row);
		const told = values ? m.sheet_one_of({ values }) : message;
		say(plan, path, (!TEXTS.test(column) && unseenWordsOfCode(cells[column])) || told);
	}
}
