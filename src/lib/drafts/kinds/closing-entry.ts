import type { GoalClosed, Unrecorded } from '../../record/entries.ts';
import type { ClosedAs } from '../../record/vocabulary.ts';

/** What the entry of a closing will say; `successors` are the keys of the goals that carry it on. */
export function closingEntry(
	goal: string,
	{ as, reason, effective_on }: { as: string; reason: string; effective_on: string },
	successors: string[]
): Unrecorded<GoalClosed> {
	return { kind: 'goal.closed', effective_on, goal, as: as as ClosedAs, reason, successors };
}
