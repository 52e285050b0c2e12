import { typedUpdate } from '../../drafts/kinds/update-form.ts';
import { typedGoal } from '../../drafts/kinds/goal-form.ts';
import { goalCells, updateCells, type SheetKind } from '../../drafts/sheet/sheet-columns.ts';
import { readSheet, writeSheet, type Sheet } from '../../drafts/sheet/sheet-file.ts';
import { planSheet, type SheetPlan, type StoredGoal } from '../../drafts/sheet/sheet-plan.ts';
import type { Separator } from '../../drafts/sheet/sheet-text.ts';
import { isDay } from '../../record/day.ts';
import type { Problem } from '../../roadmap/file/problem.ts';
import type { Organization } from '../../record/state.ts';
import type { Client } from '../backend/backend.ts';
import { failure, type Failure } from '../database/failure.ts';
import { byText, readAll } from '../database/read-all.ts';
import { today } from '../record/today.ts';
import { readOne } from '../database/answer.ts';
import { withTexts } from './goals.ts';
import { byPosition, EVIDENCE } from './updates.ts';

/** Goals and draft updates as spreadsheets. Row-level security decides what of them a member sees. */

/** The goals, each with its text, what is published of it and the day of its closing. */
async function storedGoals(
	client: Client,
	organization: string,
	recorded: Organization | undefined
) {
	const goals = await withTexts(client, organization, recorded);
	return goals.flatMap(({ revisions: published, draft, closed_on, ...goal }) => {
		const last = published.at(-1);
		const { condition_text = null, condition_threshold = null } = published[0] ?? {};
		// A condition stands in the first revision alone.
		const text = last ? { ...last, condition_text, condition_threshold } : draft;
		// A goal without any text was made past the forms.
		return text ? [{ goal, text, published, closed_on }] : [];
	});
}
type Stored = Awaited<ReturnType<typeof storedGoals>>[number];

/** The updates, corrections aside, that are not published or that are of one of these days, by goal. */
async function storedUpdates(client: Client, organization: string, among: 'drafts' | Days) {
	const [updates, evidence] = await Promise.all([
		readAll('id', () => {
			const all = client
				.from('progress_updates')
				.select('id, goal_id, effective_on, grade, narrative, created_at')
				.eq('organization_id', organization)
				.is('corrects_id', null);
			return among === 'drafts'
				? all.is('published_seq', null)
				: all.gte('effective_on', among.first).lte('effective_on', among.last);
		}),
		readAll('id', () => {
			const all = client
				.from('evidence')
				.select(`${EVIDENCE}, update:progress_updates!inner(effective_on, published_seq)`)
				.eq('organization_id', organization)
				.is('update.corrects_id', null);
			return among === 'drafts'
				? all.is('update.published_seq', null)
				: all.gte('update.effective_on', among.first).lte('update.effective_on', among.last);
		})
	]);
	const itemsOf = Map.groupBy(evidence, ({ update_id }) => update_id);
	const whole = updates
		.sort((a, b) => byText(a.effective_on, b.effective_on) || byText(a.created_at, b.created_at))
		.map((update) => ({
			...update,
			evidence: (itemsOf.get(update.id) ?? []).sort(byPosition),
			// Translations are not in the sheets.
			translation: null
		}));
	return Map.groupBy(whole, ({ goal_id }) => goal_id);
}
type Days = { first: string; last: string };

const cellsOf = ({ goal, text }: Stored) =>
	goalCells(typedGoal(goal, { ...text, updated_at: '' }, ''));

/** All goals, or the updates that are not published yet, as a CSV file. */
export async function download(
	client: Client,
	organization: string,
	kind: SheetKind,
	separator: Separator,
	recorded: Organization | undefined
) {
	const goals = await storedGoals(client, organization, recorded);
	if (kind === 'goals') return writeSheet(kind, goals.map(cellsOf), separator);
	const drafts = await storedUpdates(client, organization, 'drafts');
	const rows = goals.flatMap(({ goal }) =>
		(drafts.get(goal.id) ?? []).map((update) => updateCells(goal.key, typedUpdate(update)))
	);
	return writeSheet(kind, rows, separator);
}

export type Preview =
	| { ok: true; kind: SheetKind; plan: SheetPlan; newest: string | undefined }
	| { ok: false; problems: Problem[] };

/** What an upload of the text by a member would add. */
export async function preview(
	client: Client,
	member: { id: string; organization: { id: string } },
	text: string,
	recorded: Organization | undefined
): Promise<Preview> {
	const sheet = readSheet(text);
	if (!sheet.ok) return sheet;
	const { id } = member.organization;
	const days = daysIn(sheet.sheet);
	const [goals, held, updates, newest] = await Promise.all([
		storedGoals(client, id, recorded),
		heldFiles(client, id),
		// A row that says what is stored is of a stored day.
		days ? storedUpdates(client, id, days) : new Map(),
		newestDraft(client, member)
	]);
	const stored = goals.map((goal) => storedGoal(goal, updates.get(goal.goal.id) ?? []));
	const plan = planSheet(sheet.sheet, stored, today(), held);
	if (plan.problems.length) return { ok: false, problems: plan.problems };
	return { ok: true, kind: sheet.sheet.kind, plan, newest };
}

/** From the first day to the last that the rows name; null where they name none. */
function daysIn({ rows }: Sheet): Days | null {
	const days = rows.map(({ cells }) => cells.effective_on ?? '').filter(isDay);
	if (!days.length) return null;
	return days.reduce(
		({ first, last }, day) => ({
			first: day < first ? day : first,
			last: day > last ? day : last
		}),
		{ first: days[0]!, last: days[0]! }
	);
}

/** When the member drafted the last of their updates, corrections aside. */
async function newestDraft(
	client: Client,
	member: { id: string; organization: { id: string } }
): Promise<string | undefined> {
	const found = readOne(
		await client
			.from('progress_updates')
			.select('created_at')
			.eq('organization_id', member.organization.id)
			.eq('created_by', member.id)
			.is('corrects_id', null)
			.order('created_at', { ascending: false })
			.limit(1)
			.maybeSingle()
	);
	return found?.created_at;
}

async function heldFiles(client: Client, organization: string): Promise<Set<string>> {
	const files = await readAll('id', () =>
		client.from('evidence_files').select('id, sha256').eq('organization_id', organization)
	);
	return new Set(files.map(({ sha256 }) => sha256));
}

function storedGoal(
	each: Stored,
	updates: readonly Parameters<typeof typedUpdate>[0][]
): StoredGoal {
	const { goal, published, closed_on } = each;
	return {
		key: goal.key,
		published: goal.published_seq !== null,
		closed_on,
		revisions: published.map(({ number, effective_on, criteria }) => ({
			number,
			effective_on,
			criteria
		})),
		cells: cellsOf(each),
		updates: updates.map((update) => updateCells(goal.key, typedUpdate(update)))
	};
}

/** Saves all drafts of a plan, or none. `newest` is from the preview. */
export async function save(
	client: Client,
	organization: string,
	{ goals, updates }: SheetPlan,
	newest: string | undefined
): Promise<{ saved: number } | { failure: Failure }> {
	const { data, error } = await client.rpc('import_drafts', {
		organization,
		goals: goals.map(({ draft }) => draft),
		updates: updates.map(({ draft }) => draft),
		newest
	});
	return error ? { failure: failure(error) } : { saved: data };
}
