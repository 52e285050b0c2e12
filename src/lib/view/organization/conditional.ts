import { conditionAsOf } from '../../record/conditions.ts';
import { revisionAsOf } from '../../record/as-of.ts';
import type { Organization } from '../../record/state.ts';
import type { GoalScore } from '../../scoring/types.ts';
import { goalBadges, type GoalBadge } from '../goal/goal-row.ts';
import { conditionText } from '../shared/in-language.ts';
import type { Area, ConditionState, Grade } from '../../record/vocabulary.ts';

/** An open goal that waits for its condition, as lists show it. */
export type Conditional = {
	key: string;
	title: string;
	area: Area;
	grade: Grade | null;
	badges: GoalBadge[];
	/** What has to happen. */
	condition: string;
	state: Exclude<ConditionState, 'met'>;
	/** Null where nobody has judged it yet. */
	since: string | null;
	/** The days from the condition to its target; null without one. */
	within: number | null;
	/** The day that it is due where its condition was met before. */
	due: string | null;
	/** Whether it counts in the scores, as it does once its condition may be met. */
	counts: boolean;
};

/** The open goals among those of a scorecard as of `t` whose condition is not met, in their order. */
export function conditionalGoals(
	organization: Organization,
	scores: readonly GoalScore[],
	t: string
): Conditional[] {
	return scores.flatMap((score) => {
		const goal = organization.goals.get(score.key);
		const standing = goal && conditionAsOf(organization, goal, t);
		const words = goal && conditionText(goal);
		if (!standing || !words || score.state !== 'open' || standing.state === 'met') return [];
		return [
			{
				key: score.key,
				title: score.title,
				area: goal.area,
				grade: score.grade,
				badges: goalBadges(organization, goal, score, t),
				condition: words.text,
				state: standing.state,
				since: standing.since,
				within: revisionAsOf(goal, t)?.target_within?.days ?? null,
				due: score.target,
				counts: score.in_set
			}
		];
	});
}
