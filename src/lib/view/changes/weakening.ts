import { m } from '../../paraglide/messages.js';
import { movedLater, type TargetSet } from '../../record/date-moves.ts';
import type { Entry } from '../../record/entries.ts';
import type { Goal } from '../../record/state.ts';
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
 * How an entry weakens its goal; empty where it does not. `move` is what it did to the target date
 * (`ownMovesAsOf`): a revision may narrow its goal and move its date at once, and the first revision of
 * a successor may move its predecessor's. A date that is dropped counts as moved later. A correction
 * counts by the grade of the very update that it corrects.
 */
export function weakeningsOf(goal: Goal, entry: Entry, move: TargetSet | undefined): Weakening[] {
	switch (entry.kind) {
		case 'goal.published':
		case 'goal.revised': {
			const narrows = entry.kind === 'goal.revised' && entry.change === 'narrowed';
			const ways: Weakening[] = narrows ? ['narrowed'] : [];
			return move && movedLater(move) ? [...ways, 'date_moved_later'] : ways;
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
