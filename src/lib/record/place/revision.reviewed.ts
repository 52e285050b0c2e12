import type { RevisionReviewed } from '../entries.ts';
import type { Goal } from '../state.ts';
import { fail } from './misplaced.ts';

export function reviewRevision(goal: Goal, entry: RevisionReviewed): void {
	if (!goal.revisions.some(({ revision }) => revision === entry.revision))
		fail(entry, `goal "${goal.key}" has no revision ${entry.revision}`);
	goal.revisionReviews.push(entry);
}
