import {
	closingAsOf,
	latestReviewAsOf,
	originalTargetAsOf,
	predecessorAsOf,
	revisionAsOf,
	standingUpdateAsOf
} from '../../record/as-of.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { goalKnownThen } from '../../scoring/known-then.ts';
import { newest } from '../../scoring/methods.ts';
import type { GoalScore, Method } from '../../scoring/types.ts';
import { goalBadges } from './goal-row.ts';
import { revisionText, titleAsOf } from '../shared/in-language.ts';
import { goalHistory } from './history.ts';
import { recorded } from '../shared/recorded.ts';
import type { Render } from '../shared/render.ts';
import { conditionView } from './condition.ts';
import { revisionsView, withinText } from './revisions.ts';
import { slipView } from './slip.ts';
import { updatesView } from './updates.ts';

/** Everything that a goal's page shows as of `t`; undefined before the goal exists. */
export function goalView(
	organization: Organization,
	goal: Goal,
	score: GoalScore,
	t: string,
	render: Render,
	method: Method = newest
) {
	const revision = revisionAsOf(goal, t);
	if (!revision) return undefined;
	const told = revisionText(revision);
	const standing = standingUpdateAsOf(goal, t);
	const closing = closingAsOf(goal, t);
	const original = originalTargetAsOf(organization, goal, t);
	const review = standing && latestReviewAsOf(standing.update, t);
	return {
		score,
		method: method.number,
		known_then: goalKnownThen(organization, goal, score, t, method),
		title: told.title,
		statement: render(told.statement),
		/** The text as it was written, where a translation is shown. */
		original: told.translated
			? {
					title: revision.title,
					statement: render(revision.statement),
					criteria: revision.criteria
				}
			: null,
		revision: revision.revision,
		source: revision.source ?? null,
		outlook: revision.outlook ?? null,
		condition: conditionView(organization, goal, t),
		within: revision.target_within
			? withinText({ ...revision.target_within, note: told.target_note ?? undefined })
			: null,
		target: revision.target ? { ...revision.target, note: told.target_note ?? undefined } : null,
		original_target: original ?? null,
		criteria: told.criteria.map((text, index) => ({
			text,
			covered_by:
				standing?.update.entry.evidence
					.filter((item) => item.criteria.includes(index))
					.map((item) => item.title) ?? []
		})),
		graded_on: standing?.day ?? null,
		/** Whether the update that stands has evidence, whatever it names. */
		evidence_given: (standing?.update.entry.evidence.length ?? 0) > 0,
		/** The latest review of the update that stands, and the update's first entry. */
		review:
			standing && review
				? {
						grade: review.grade,
						evidence: review.evidence,
						seq: review.seq,
						reviewer: review.reviewer.name,
						update: standing.report.original.entry.seq
					}
				: null,
		badges: goalBadges(organization, goal, score, t),
		closing: closing
			? {
					...recorded(closing),
					as: closing.as,
					day: closing.effective_on,
					reason: render(closing.reason),
					source: closing.source ?? null,
					successors: closing.successors.map((key) => titled(organization, key, t))
				}
			: null,
		predecessor: titledGoal(predecessorAsOf(organization, goal, t), t),
		slip: slipView(organization, goal, t),
		revisions: revisionsView(goal, t),
		updates: updatesView(goal, t, render),
		history: goalHistory(organization, goal, t)
	};
}
export type GoalView = NonNullable<ReturnType<typeof goalView>>;

function titled(organization: Organization, key: string, t: string) {
	const goal = organization.goals.get(key);
	return { key, title: goal ? titleAsOf(goal, t) : key };
}

function titledGoal(goal: Goal | undefined, t: string) {
	return goal ? { key: goal.key, title: titleAsOf(goal, t) } : null;
}
