import type { Entry } from '../record/entries.ts';
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

export const WEAKENING_NAMES: Record<Weakening, string> = {
	narrowed: 'Narrowed',
	date_moved_later: 'Date moved later',
	withdrawn: 'Withdrawn',
	corrected_downward: 'Corrected downward'
};

/**
 * How an entry weakens its goal, or null where it does not. A target date counts as moved later where
 * the texts say so, whatever the revision calls itself, and also where it is dropped. A correction
 * counts by the grade of the very update that it corrects.
 */
export function weakeningOf(goal: Goal, entry: Entry): Weakening | null {
	switch (entry.kind) {
		case 'goal.revised': {
			if (entry.change === 'narrowed') return 'narrowed';
			const before = goal.revisions[goal.revisions.indexOf(entry) - 1]?.target?.on;
			const now = entry.target?.on;
			return before && (!now || now > before) ? 'date_moved_later' : null;
		}
		case 'goal.closed':
			return entry.as === 'withdrawn' ? 'withdrawn' : null;
		case 'progress.corrected': {
			const was = gradeOf(goal, entry.corrects);
			return was !== undefined && entry.grade < was ? 'corrected_downward' : null;
		}
		default:
			return null;
	}
}
