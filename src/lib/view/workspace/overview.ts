import { m } from '../../paraglide/messages.js';
import type { Organization } from '../../record/state.ts';
import { AREAS, type Area } from '../../record/vocabulary.ts';
import type { Scorecard } from '../../scoring/types.ts';
import { rowTitle } from '../../drafts/row-text.ts';
import { goalRow, type GoalRow } from '../goal/goal-row.ts';

/** A goal of the workspace with what of it is not published yet. */
type Stored = {
	key: string;
	area: string;
	published_seq: number | null;
	draft: { title: string; target_on: string | null; translation?: unknown } | null;
	/** The draft of its revision. */
	revision: string | null;
	updates: readonly unknown[];
	/** The names of those who own it, and whether who looks is one of them. */
	owners: readonly string[];
	yours: boolean;
};

export type OverviewRow = GoalRow & { why?: string; owners?: string };

/** The workspace's goals by area: what the record says of them, and which drafts wait. */
export function overview(
	stored: readonly Stored[],
	organization: Organization | undefined,
	scorecard: Scorecard | undefined
): { area: Area; rows: OverviewRow[] }[] {
	const rows = stored.map((goal) => {
		const entry = organization?.goals.get(goal.key);
		const score = scorecard?.goals.find(({ key }) => key === goal.key);
		if (!organization || !scorecard || !entry || !score) return owned(draftRow(goal), goal);
		const row = goalRow(organization, entry, score, scorecard.as_of);
		return { ...owned(row, goal), why: waiting(goal) };
	});
	return AREAS.map((area) => ({
		area,
		rows: rows.filter((row) => row.area === area).sort(byState)
	}));
}

/** Open goals first, then drafts, then closed ones; within each as they came. */
const byState = (a: OverviewRow, b: OverviewRow) => rank(a) - rank(b);
const rank = ({ state, badges }: OverviewRow) =>
	state !== 'open' ? 2 : badges.some(({ kind }) => kind === 'draft') ? 1 : 0;

function owned(row: GoalRow, { owners, yours }: Stored): OverviewRow {
	return {
		...row,
		badges: yours ? [{ kind: 'yours' }, ...row.badges] : row.badges,
		owners: owners.length ? m.teams_owned_by({ names: owners.join(m.list_comma()) }) : undefined
	};
}

function draftRow({ key, area, draft }: Stored): GoalRow {
	return {
		key,
		area: area as Area,
		title: draft ? rowTitle(draft) : key,
		state: 'open',
		closed_on: null,
		grade: null,
		graded_on: null,
		target: draft?.target_on ?? null,
		slip_days: null,
		badges: [{ kind: 'draft' }]
	};
}

/** "A draft revision and 2 draft updates wait for publication." */
function waiting({ revision, updates }: Stored): string | undefined {
	const count = updates.length;
	if (revision !== null && count > 0) return m.scorecard_waiting_both({ count });
	if (revision !== null) return m.scorecard_waiting_revision();
	return count > 0 ? m.scorecard_waiting_updates({ count }) : undefined;
}
