import { typedUpdate } from '../../workspace/update-form.ts';
import { typedGoal } from '../../workspace/goal-form.ts';
import { goalCells, updateCells, type SheetKind } from '../../workspace/sheet-columns.ts';
import { readSheet, writeSheet } from '../../workspace/sheet-file.ts';
import { planSheet, type SheetPlan, type StoredGoal } from '../../workspace/sheet-plan.ts';
import type { Separator } from '../../workspace/sheet-text.ts';
import type { Problem } from '../../roadmap/problem.ts';
import type { Client } from '../backend/index.ts';
import { failure, type Failure } from '../failure.ts';
import { today } from '../today.ts';
import { read } from './answer.ts';

/** Goals and draft updates as spreadsheets. Row-level security decides what of them a member sees. */

const REVISION =
	// eslint-disable-next-line no-restricted-syntax -- names of columns
	'goal_id, number, title, statement, criteria, target_on, target_basis, target_note, outlook, effective_on, translation, updated_at, published_seq';
const UPDATE =
	// eslint-disable-next-line no-restricted-syntax -- names of columns
	'goal_id, corrects_id, effective_on, grade, narrative, created_by, created_at, published_seq, evidence(position, kind, visibility, title, url, archived_url, sha256, file_sha256, file_name, file:evidence_files(media_type, bytes), criteria, redaction_category, redaction_description)';

async function stored(client: Client, organization: string) {
	const [goals, revisions, closings, updates] = await Promise.all([
		client
			.from('goals')
			.select('id, key, area, published_seq')
			.eq('organization_id', organization)
			.order('key'),
		client
			.from('goal_revisions')
			.select(REVISION)
			.eq('organization_id', organization)
			.order('number'),
		client.from('closings').select('goal_id, effective_on').eq('organization_id', organization),
		client
			.from('progress_updates')
			.select(UPDATE)
			.eq('organization_id', organization)
			.is('corrects_id', null)
			.order('effective_on')
			.order('created_at')
			.order('position', { referencedTable: 'evidence' })
	]);
	const texts = read(revisions);
	const closed = read(closings);
	const all = read(updates);
	return read(goals).flatMap((goal) => {
		const own = texts.filter(({ goal_id }) => goal_id === goal.id);
		const published = own.filter(({ published_seq }) => published_seq !== null);
		const text = published.at(-1) ?? own[0];
		// A goal without any text was made past the forms.
		return text ? [{ goal, text, published, closed, updates: all }] : [];
	});
}
type Stored = Awaited<ReturnType<typeof stored>>[number];

const updatesOf = ({ goal, updates }: Stored) =>
	updates.filter(({ goal_id }) => goal_id === goal.id);
// Translations are not in the sheets.
const updateRow = (goal: string, update: Stored['updates'][number]) =>
	updateCells(goal, typedUpdate({ ...update, translation: null }));
const cellsOf = ({ goal, text }: Stored) => goalCells(typedGoal(goal, text, ''));

/** All goals, or the updates that are not published yet, as a CSV file. */
export async function download(
	client: Client,
	organization: string,
	kind: SheetKind,
	separator: Separator
) {
	const goals = await stored(client, organization);
	if (kind === 'goals') return writeSheet(kind, goals.map(cellsOf), separator);
	const rows = goals.flatMap((each) =>
		updatesOf(each)
			.filter(({ published_seq }) => published_seq === null)
			.map((update) => updateRow(each.goal.key, update))
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
	text: string
): Promise<Preview> {
	const sheet = readSheet(text);
	if (!sheet.ok) return sheet;
	const { id } = member.organization;
	const [goals, held] = await Promise.all([stored(client, id), heldFiles(client, id)]);
	const plan = planSheet(sheet.sheet, goals.map(storedGoal), today(), held);
	if (plan.problems.length) return { ok: false, problems: plan.problems };
	const mine = (goals[0]?.updates ?? []).filter(({ created_by }) => created_by === member.id);
	const newest = mine
		.map(({ created_at }) => created_at)
		.sort()
		.at(-1);
	return { ok: true, kind: sheet.sheet.kind, plan, newest };
}

async function heldFiles(client: Client, organization: string): Promise<Set<string>> {
	const files = client.from('evidence_files').select('sha256').eq('organization_id', organization);
	return new Set(read(await files).map(({ sha256 }) => sha256));
}

function storedGoal(each: Stored): StoredGoal {
	const { goal, published, closed } = each;
	return {
		key: goal.key,
		published: goal.published_seq !== null,
		closed_on: closed.find(({ goal_id }) => goal_id === goal.id)?.effective_on ?? null,
		revisions: published.map(({ number, effective_on, criteria }) => ({
			number: number ?? 0,
			effective_on: effective_on ?? '',
			criteria
		})),
		cells: cellsOf(each),
		updates: updatesOf(each).map((update) => updateRow(goal.key, update))
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
