import { lineageAsOf } from './as-of.ts';
import { addDays } from './day.ts';
import type { GoalRevised } from './entries.ts';
import type { Condition } from './parts.ts';
import type { Goal, Organization } from './state.ts';
import type { ConditionState } from './vocabulary.ts';

/** Where the condition of a goal stands. */
export type ConditionStanding = {
	state: ConditionState;
	/** The day from which it has stood so; null where nobody has judged it yet. */
	since: string | null;
	/** The day on which it was first met, from which the goal's days are counted; null before. */
	met_on: string | null;
	/** Whether the goal is not to be kept, and stands outside every score: not met, and never met before. */
	parked: boolean;
};

/** The goal's condition; it never changes. Undefined where the goal has none. */
export function conditionOf({ revisions }: Goal): Condition | undefined {
	const [first] = revisions;
	return first?.kind === 'goal.published' ? first.condition : undefined;
}

/**
 * As of `t`, by the judgements of the goal and of those that it succeeds; on one day the later in the record
 * counts. Undefined for a goal without a condition.
 */
export function conditionAsOf(
	organization: Organization,
	goal: Goal,
	t: string
): ConditionStanding | undefined {
	if (!conditionOf(goal)) return undefined;
	const judgements = lineageAsOf(organization, goal, t)
		.flatMap((each) => each.judgements)
		.filter(({ effective_on }) => effective_on <= t)
		.sort((a, b) =>
			a.effective_on === b.effective_on ? a.seq - b.seq : a.effective_on < b.effective_on ? -1 : 1
		);
	const state = judgements.at(-1)?.state ?? 'not_met';
	const changed = judgements.findLastIndex((each) => each.state !== state);
	const met_on = judgements.find((each) => each.state === 'met')?.effective_on ?? null;
	return {
		state,
		since: judgements[changed + 1]?.effective_on ?? null,
		met_on,
		parked: state === 'not_met' && met_on === null
	};
}

/** The day on which a revision makes its goal due: a conditional one has none before its condition was met. */
export function targetDayOf(
	{ target, target_within }: Pick<GoalRevised, 'target' | 'target_within'>,
	condition: ConditionStanding | undefined
): string | null {
	if (!condition) return target?.on ?? null;
	if (condition.met_on === null || !target_within) return null;
	return addDays(condition.met_on, target_within.days);
}
