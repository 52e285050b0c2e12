import type { TargetSet } from '../../record/date-moves.ts';
import type { Entry } from '../../record/entries.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { kindOf } from '../kinds/index.ts';
import type { Weakening } from '../shared/weakenings.ts';

/** How an entry weakens its goal, as known as of `t`; empty where it does not. */
export function weakeningsOf(
	{ registered }: Pick<Organization, 'registered'>,
	goal: Goal,
	entry: Entry,
	known: { move: TargetSet | undefined; t: string }
): Weakening[] {
	const own = registered.kept_by === 'self';
	return kindOf(entry).weakenings?.(entry, goal, { ...known, own }) ?? [];
}
