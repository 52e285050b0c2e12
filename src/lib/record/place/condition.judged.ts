import { conditionOf } from '../conditions.ts';
import type { ConditionJudged } from '../entries.ts';
import type { Goal } from '../state.ts';
import { fail } from './misplaced.ts';

export function judge(goal: Goal, entry: ConditionJudged): void {
	if (!conditionOf(goal)) fail(entry, `goal "${goal.key}" has no condition`);
	goal.judgements.push(entry);
}
