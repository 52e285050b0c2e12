import { conditionAsOf } from '../../record/conditions.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { conditionText } from '../shared/in-language.ts';
import { recorded } from '../shared/recorded.ts';

/** A goal's condition as of `t` with every judgement of it, the latest first; null for a goal without one. */
export function conditionView(organization: Organization, goal: Goal, t: string) {
	const standing = conditionAsOf(organization, goal, t);
	const words = conditionText(goal);
	if (!standing || !words) return null;
	const judgements = goal.judgements
		.filter(({ effective_on }) => effective_on <= t)
		.toSorted((a, b) => (a.effective_on < b.effective_on ? 1 : -1) || b.seq - a.seq)
		.map((entry) => ({ ...recorded(entry), entry }));
	return { text: words.text, threshold: words.threshold ?? null, ...standing, judgements };
}
export type ConditionView = NonNullable<ReturnType<typeof conditionView>>;
