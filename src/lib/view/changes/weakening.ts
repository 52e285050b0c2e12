import type { TargetSet } from '../../record/date-moves.ts';
import type { Entry } from '../../record/entries.ts';
import type { Goal } from '../../record/state.ts';
import { kindOf } from '../kinds/index.ts';
import type { Weakening } from '../shared/weakenings.ts';

/** How an entry weakens its goal; empty where it does not. `move` is what it did to the target date (`ownMovesAsOf`). */
export function weakeningsOf(goal: Goal, entry: Entry, move: TargetSet | undefined): Weakening[] {
	return kindOf(entry).weakenings?.(entry, goal, move) ?? [];
}
