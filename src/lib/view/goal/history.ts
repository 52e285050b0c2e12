import { ownMovesAsOf } from '../../record/date-moves.ts';
import type { Entry } from '../../record/entries.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { inWords } from '../changes/changes.ts';
import { placeOf } from '../changes/changes-log.ts';
import type { GoalEntry } from '../kinds/kind.ts';
import { recorded } from '../shared/recorded.ts';
import { weakeningsOf } from '../changes/weakening.ts';

/**
 * Everything that happened to a goal by `t`, year by year in the order in which it happened; within a
 * day in record order.
 */
export function goalHistory(organization: Organization, goal: Goal, t: string) {
	const moves = ownMovesAsOf(organization, goal, t);
	const lines = goal.entries
		.filter((entry): entry is GoalEntry => 'goal' in entry && entry.effective_on <= t)
		.sort((a, b) => byDay(a, b) || a.seq - b.seq)
		.map((entry) => ({
			...recorded(entry),
			...inWords(organization, goal, entry, t, moves),
			day: entry.effective_on,
			weakening: weakeningsOf(organization, goal, entry, { move: moves.get(entry), t }).length > 0,
			place: placeOf(goal, entry)
		}));
	const years = Map.groupBy(lines, ({ day }) => day.slice(0, 4));
	return [...years].map(([year, lines]) => ({ year, lines }));
}
export type HistoryYear = ReturnType<typeof goalHistory>[number];

const byDay = (a: Entry, b: Entry) =>
	a.effective_on < b.effective_on ? -1 : Number(a.effective_on > b.effective_on);
