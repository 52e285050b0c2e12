import { trend } from '../charts/trend.ts';
import type { Organization } from '../record/state.ts';
import { AREAS } from '../record/vocabulary.ts';
import { displayScore } from '../scoring/display.ts';
import { scorecard } from '../scoring/method-1.ts';
import type { GoalScore, ScoreFigures } from '../scoring/types.ts';
import { latestChanges } from './changes.ts';
import { longDay, previousQuarterEnd } from './day.ts';
import { goalRow } from './goal-row.ts';
import { reviewsView } from './reviews.ts';

/** Everything that the scorecard page shows of an organization as of `t`. */
export function scorecardView(organization: Organization, t: string, seq: number) {
	const card = scorecard(organization, t, seq);
	const since = previousQuarterEnd(t);
	const before = scorecard(organization, since, seq);
	return {
		overall: card.overall,
		direction: direction(before.overall, card.overall, since),
		areas: AREAS.map((area) => ({ area, ...card.areas[area] })),
		scored_areas: AREAS.filter((area) => card.areas[area].n > 0).length,
		goals: AREAS.map((area) => ({
			area,
			rows: goalRows(
				organization,
				card.goals.filter((goal) => goal.area === area),
				t
			)
		})),
		changes: latestChanges(organization, t, 10),
		reviews: reviewsView(organization, card),
		trend: trend(organization, t, seq)
	};
}

/** Goals of a scorecard as lists show them, in record order. */
export function goalRows(organization: Organization, scores: readonly GoalScore[], t: string) {
	return scores.flatMap((score) => {
		const goal = organization.goals.get(score.key);
		return goal ? [goalRow(organization, goal, score, t)] : [];
	});
}

/**
 * Which way the evidenced score is going, in words, from the figures as they are shown; null where
 * there is no score now.
 */
export function direction(before: ScoreFigures, now: ScoreFigures, since: string) {
	if (now.evidenced === null) return null;
	const day = longDay(since);
	if (before.evidenced === null) return { way: 'new' as const, text: `No score yet on ${day}` };
	const was = Number(displayScore(before.evidenced));
	const moved = Number(displayScore(now.evidenced)) - was;
	if (moved === 0) return { way: 'level' as const, text: `Unchanged since ${day}` };
	return moved > 0
		? { way: 'up' as const, text: `Up ${moved} from ${was} on ${day}` }
		: { way: 'down' as const, text: `Down ${-moved} from ${was} on ${day}` };
}
