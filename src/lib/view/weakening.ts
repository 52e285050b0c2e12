import { m } from '../paraglide/messages.js';
import type { Entry, GoalRevised } from '../record/entries.ts';
import type { Goal } from '../record/state.ts';
import { gradeOf } from './changes.ts';

/** The ways in which a later entry makes less of what was promised or reported. */
export const WEAKENINGS = [
	'narrowed',
	'date_moved_later',
	'withdrawn',
	'corrected_downward'
] as const;
export type Weakening = (typeof WEAKENINGS)[number];

/** "Narrowed", "Date moved later" … */
export function weakeningName(kind: Weakening): string {
	return m.changes_weakening_name({ kind });
}

/**
 * How an entry weakens its goal; empty where it does not. A target date counts as moved later where
 * the texts say so, whatever the revision calls itself, and also where it is dropped: a revision may
 * narrow its goal and move its date at once. A correction counts by the grade of the very update that
 * it corrects.
 */
export function weakeningsOf(goal: Goal, entry: Entry): Weakening[] {
	switch (entry.kind) {
		case 'goal.revised': {
			const ways: Weakening[] = entry.change === 'narrowed' ? ['narrowed'] : [];
			return movesLater(goal, entry) ? [...ways, 'date_moved_later'] : ways;
		}
		case 'goal.closed':
			return entry.as === 'withdrawn' ? ['withdrawn'] : [];
		case 'progress.corrected': {
			const was = gradeOf(goal, entry.corrects);
			return was !== undefined && entry.grade < was ? ['corrected_downward'] : [];
		}
		default:
			return [];
	}
}

function movesLater(goal: Goal, revision: GoalRevised): boolean {
	const before = goal.revisions[goal.revisions.indexOf(revision) - 1]?.target?.on;
	const now = revision.target?.on;
	return before !== undefined && (now === undefined || now > before);
}
