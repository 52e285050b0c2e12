import { lineageAsOf, predecessorAsOf } from './as-of.ts';
import { conditionAsOf, targetDayOf } from './conditions.ts';
import { daysBetween } from './day.ts';
import type { Entry, GoalPublished, GoalRevised } from './entries.ts';
import type { Goal, Organization } from './state.ts';

/** A revision after which a goal's target date is another than stood before it; null is no date. */
export type TargetSet = {
	goal: Goal;
	revision: GoalPublished | GoalRevised;
	from: string | null;
	to: string | null;
};

/**
 * How a goal came by its target date as of `t`, through the goals that it succeeds: the revision that
 * set the first, and every move since. What moves a date is told by the dates alone, whatever the
 * revision calls itself: the first revision of a successor moves its predecessor's date where it
 * states another. Everything that counts or names moves of a date rests on this.
 */
export function targetsAsOf(
	organization: Organization,
	goal: Goal,
	t: string
): { first: TargetSet | undefined; moves: TargetSet[] } {
	const sets: TargetSet[] = [];
	let from: string | null = null;
	const condition = conditionAsOf(organization, goal, t);
	for (const each of lineageAsOf(organization, goal, t).reverse())
		for (const revision of inOrder(each.revisions, t)) {
			const to = targetDayOf(revision, condition);
			if (to !== from) sets.push({ goal: each, revision, from, to });
			from = to;
		}
	const [first, ...moves] = sets;
	return { first, moves };
}

/**
 * The moves of the goal's own revisions, by their entries; a predecessor's are its own. So over all
 * goals no move is counted twice.
 */
export function ownMovesAsOf(
	organization: Organization,
	goal: Goal,
	t: string
): Map<Entry, TargetSet> {
	if (goal.revisions.length < 2 && !predecessorAsOf(organization, goal, t)) return new Map();
	const { moves } = targetsAsOf(organization, goal, t);
	const own = moves.filter((move) => move.goal === goal);
	return new Map(own.map((move) => [move.revision, move]));
}

/** Whether the date came to lie later, or was dropped. */
export function movedLater({ from, to }: TargetSet): boolean {
	return from !== null && (to === null || to > from);
}

/** How many days the date had passed when the move took effect; 0 where it had not, or there was none. */
export function daysPassed({ from, revision }: TargetSet): number {
	return from === null ? 0 : Math.max(0, daysBetween(from, revision.effective_on));
}

/** By day; on one day in record order, which is how they stand. */
function inOrder(revisions: Goal['revisions'], t: string) {
	return revisions
		.filter(({ effective_on }) => effective_on <= t)
		.sort((a, b) => daysBetween(b.effective_on, a.effective_on));
}
