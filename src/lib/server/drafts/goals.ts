import type { GoalDraft } from '../../drafts/kinds/goal-form.ts';
import { revisionRow } from '../../drafts/kinds/revision-row.ts';
import { rowTitle } from '../../drafts/row-text.ts';
import type { Goal as RecordedGoal, Organization } from '../../record/state.ts';
import type { Client } from '../backend/backend.ts';
import { failure, type Failure } from '../database/failure.ts';
import { byText, readAll } from '../database/read-all.ts';
import { changed, readOne } from '../database/answer.ts';
import { draftsOf } from './drafts.ts';
import * as updates from './updates.ts';

/** Goals: drafts of them, with what is published. Row-level security decides who may do what. */

/** Every goal of the organization with what waits to be published. */
export async function list(client: Client, organization: string) {
	const [goals, drafts, revisions, waiting] = await Promise.all([
		readAll('id', () =>
			client
				.from('goals')
				.select('id, key, area, published_seq')
				.eq('organization_id', organization)
		),
		readAll('goal_id', () =>
			client
				.from('goal_drafts')
				.select('goal_id, title, target_on, translation')
				.eq('organization_id', organization)
		),
		draftsOf(client, organization, 'goal.revised'),
		updates.unpublished(client, organization)
	]);
	const draftOf = new Map(drafts.map((draft) => [draft.goal_id, draft]));
	const revisionOf = new Map(revisions.map(({ subject, id }) => [subject, id]));
	const updatesOf = Map.groupBy(waiting, ({ goal_id }) => goal_id);
	return goals.sort(byKey).map((goal) => ({
		...goal,
		draft: draftOf.get(goal.id) ?? null,
		/** The draft of its revision. */
		revision: revisionOf.get(goal.key) ?? null,
		updates: updatesOf.get(goal.id) ?? []
	}));
}

/** The keys of all goals of the organization. */
export async function keys(client: Client, organization: string): Promise<Set<string>> {
	const rows = await readAll('id', () =>
		client.from('goals').select('id, key').eq('organization_id', organization)
	);
	return new Set(rows.map(({ key }) => key));
}

const byKey = (a: { key: string }, b: { key: string }) => byText(a.key, b.key);

const DRAFT =
	// eslint-disable-next-line no-restricted-syntax -- names of columns
	'title, statement, criteria, condition_text, condition_threshold, target_on, target_within, target_basis, target_note, outlook, effective_on, translation, updated_at';

/** What a draft of a goal says, as its first revision. */
const first = <T extends object>(draft: T) => ({ ...draft, change: 'published', reason: null });

/** Every goal by its key, with its draft and with what is published of it, as `recorded` has it. */
export async function withTexts(
	client: Client,
	organization: string,
	recorded: Organization | undefined
) {
	const [goals, drafts] = await Promise.all([
		readAll('id', () =>
			client
				.from('goals')
				.select('id, key, area, predecessor_id, published_seq')
				.eq('organization_id', organization)
		),
		readAll('goal_id', () =>
			client.from('goal_drafts').select(`goal_id, ${DRAFT}`).eq('organization_id', organization)
		)
	]);
	const draftOf = new Map(drafts.map(({ goal_id, ...draft }) => [goal_id, first(draft)]));
	return goals.sort(byKey).map((goal) => {
		const published = recorded?.goals.get(goal.key);
		return {
			...goal,
			revisions: published?.revisions.map(revisionRow) ?? [],
			draft: draftOf.get(goal.id) ?? null,
			closed_on: published?.closing?.effective_on ?? null
		};
	});
}

/**
 * One goal with all there is of it; null where the organization has no goal of that key. `recorded` is what is
 * published of it.
 */
export async function find(
	client: Client,
	organization: string,
	key: string,
	recorded: RecordedGoal | undefined
) {
	const goal = readOne(
		await client
			.from('goals')
			.select('id, key, area, published_seq')
			.eq('organization_id', organization)
			.eq('key', key)
			.maybeSingle()
	);
	if (!goal) return null;
	const [row, all] = await Promise.all([
		client.from('goal_drafts').select(DRAFT).eq('goal_id', goal.id).maybeSingle(),
		updates.ofGoal(client, goal.id)
	]);
	const draft = readOne(row);
	return {
		...goal,
		revisions: recorded?.revisions.map(revisionRow) ?? [],
		draft: draft && first(draft),
		closing: recorded?.closing ?? null,
		updates: all
	};
}
export type Goal = NonNullable<Awaited<ReturnType<typeof find>>>;

/** What the goal is called, as published or else as drafted, in the language that is read. */
export function goalTitle({ key, revisions, draft }: Goal): string {
	const revision = revisions.at(-1) ?? draft;
	return revision ? rowTitle(revision) : key;
}

/** Makes a draft, and gives the goal's id. Its key must be free within the organization. */
export async function create(
	client: Client,
	organization: string,
	draft: GoalDraft
): Promise<{ id: string } | { failure: Failure }> {
	const { data, error } = await client.rpc('create_goal', { organization, draft });
	return error ? { failure: failure(error) } : { id: data };
}

/** Overwrites the draft of a goal that is not published. `seen` is the version that was edited. */
export async function saveDraft(
	client: Client,
	goal: string,
	draft: GoalDraft,
	seen: string
): Promise<Failure | null> {
	const { error } = await client.rpc('save_draft_goal', { goal, draft, seen });
	return error && failure(error);
}

/** Removes a goal that was never published. */
export async function remove(client: Client, goal: string): Promise<Failure | null> {
	return changed(await client.from('goals').delete().eq('id', goal).select('id'));
}

/** Publishes a goal as its draft was seen. Returns the entry's number, also where it was published before. */
export async function publish(
	client: Client,
	goal: string,
	seen: string
): Promise<{ seq: number } | { failure: Failure }> {
	const { data, error } = await client.rpc('publish_goal', { goal, seen });
	return error ? { failure: failure(error) } : { seq: data };
}

/** Publishes goals as their drafts were seen, all of them or none. */
export async function publishTogether(
	client: Client,
	goals: { id: string; seen: string }[]
): Promise<Failure | null> {
	const { error } = await client.rpc('publish_goals', { goals });
	return error && failure(error);
}

/** The goals that may succeed this one: of its area, succeeding none, drafts or begun by `after`. */
export async function candidates(
	client: Client,
	organization: string,
	goal: { id: string; area: string },
	after: string,
	recorded: Organization | undefined
) {
	const goals = await withTexts(client, organization, recorded);
	return goals.flatMap(({ id, key, area, predecessor_id, revisions, draft }) => {
		const revision = revisions[0] ?? draft;
		if (!revision || area !== goal.area || predecessor_id !== null || id === goal.id) return [];
		const from = revisions[0]?.effective_on ?? null;
		if (from !== null && from < after) return [];
		const complete = revision.statement.trim() !== '';
		return [
			{ key, title: rowTitle(revision), from, complete, draft: from === null ? draft : null }
		];
	});
}
