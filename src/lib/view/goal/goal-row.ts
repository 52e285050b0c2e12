import {
	closingAsOf,
	latestReviewAsOf,
	lineageAsOf,
	standingUpdateAsOf
} from '../../record/as-of.ts';
import { standingReviews } from '../../record/standing-reviews.ts';
import { targetsAsOf } from '../../record/date-moves.ts';
import { daysBetween } from '../../record/day.ts';
import type { Goal, Organization } from '../../record/state.ts';
import type { Area, Grade, GoalState } from '../../record/vocabulary.ts';
import type { GoalScore } from '../../scoring/types.ts';
import { lastChecked } from '../organization/organization.ts';
import type { BadgeKind } from '../shared/badges.ts';

/** The grade of a goal of which all is done; its closing as delivered is another step. */
export const DELIVERED: Grade = 4;

export type GoalBadge = { kind: BadgeKind; times?: number };

/** A goal as lists show it. */
export type GoalRow = {
	key: string;
	area: Area;
	title: string;
	state: GoalState;
	/** The day of the closing, where there is one. */
	closed_on: string | null;
	grade: Grade | null;
	/** The day that the grade speaks of. */
	graded_on: string | null;
	target: string | null;
	/** How far the target date was moved; of a goal closed as delivered, how late it was delivered. */
	slip_days: number | null;
	badges: GoalBadge[];
};

export function goalRow(organization: Organization, goal: Goal, score: GoalScore, t: string) {
	return {
		key: goal.key,
		area: goal.area,
		title: score.title,
		state: score.state,
		closed_on: closingAsOf(goal, t)?.effective_on ?? null,
		grade: score.grade,
		graded_on: standingUpdateAsOf(goal, t)?.day ?? null,
		target: score.target,
		slip_days: slipDays(goal, score, t),
		badges: goalBadges(organization, goal, score, t)
	} satisfies GoalRow;
}

function slipDays(goal: Goal, score: GoalScore, t: string): number | null {
	const closing = closingAsOf(goal, t);
	if (!closing) return score.slip_days;
	if (closing.as !== 'delivered' || score.original_target === null) return null;
	return daysBetween(score.original_target, closing.effective_on);
}

/** What a reader should know of a goal at a glance: state, who graded, how current, what moved. */
export function goalBadges(
	organization: Organization,
	goal: Goal,
	score: GoalScore,
	t: string
): GoalBadge[] {
	const badges: GoalBadge[] = [];
	if (score.state !== 'open') badges.push({ kind: score.state });
	if (score.grade !== null) badges.push({ kind: gradedBy(organization, goal, score.grade, t) });
	if (score.state === 'open') {
		if (score.target !== null && score.target < t)
			badges.push({ kind: overdue(organization, score.target, t) });
		if (score.grade === DELIVERED) badges.push({ kind: 'not-closed' });
		if (score.grade !== null && score.fresh === 0) badges.push({ kind: 'stale' });
	}
	if (score.claimed > 0) badges.push(...evidenceBadges(goal, score, t));
	return [...badges, ...changeBadges(organization, goal, t)];
}

/** Who only transcribes cannot know that nothing was delivered: they found nothing, if they have looked since. */
function overdue(organization: Organization, target: string, t: string): BadgeKind {
	if (organization.registered.kept_by === 'self') return 'overdue';
	return (lastChecked(organization, t) ?? '') > target ? 'not-found' : 'unchecked';
}

/**
 * Of the badges those that a reader should not miss wherever a goal is named, by its key: withdrawn,
 * narrowed and its date moved. Goals without any are left out.
 */
export function goalMarks(organization: Organization, t: string): Map<string, GoalBadge[]> {
	const marked = new Map<string, GoalBadge[]>();
	for (const [key, goal] of organization.goals) {
		const marks = changeBadges(organization, goal, t).filter(({ kind }) => kind !== 'strengthened');
		if (closingAsOf(goal, t)?.as === 'withdrawn') marks.unshift({ kind: 'withdrawn' });
		if (marks.length > 0) marked.set(key, marks);
	}
	return marked;
}

/** No evidence, some that a reviewer found insufficient, which counts nothing, or criteria that none names. */
function evidenceBadges(goal: Goal, score: GoalScore, t: string): GoalBadge[] {
	const update = standingUpdateAsOf(goal, t)?.update;
	if (!update || update.entry.evidence.length === 0) return [{ kind: 'unsupported' }];
	const reviews = standingReviews(update.reviews, t);
	const insufficient = reviews.some(({ evidence }) => evidence === 'insufficient');
	const uncovered = (score.explained?.full_coverage ?? 1) < score.claimed;
	return [
		...(insufficient ? [{ kind: 'insufficient' } as const] : []),
		...(uncovered ? [{ kind: 'uncovered' } as const] : [])
	];
}

function gradedBy(organization: Organization, goal: Goal, grade: Grade, t: string): BadgeKind {
	const standing = standingUpdateAsOf(goal, t);
	const review = standing && latestReviewAsOf(standing.update, t);
	if (review) return review.grade === grade ? 'reviewed' : 'review-differs';
	return organization.registered.kept_by === 'transcriber' ? 'transcribed' : 'self-graded';
}

/**
 * Changes to what was promised. A predecessor's narrowing is included, as the delivery record has it,
 * and so are its moves of the date, as the goal's page lists them.
 */
function changeBadges(organization: Organization, goal: Goal, t: string): GoalBadge[] {
	const own = changesOf([goal], t);
	const inherited = changesOf(lineageAsOf(organization, goal, t), t);
	const counts: [BadgeKind, number][] = [
		['narrowed', inherited.filter((change) => change === 'narrowed').length],
		['date_moved', targetsAsOf(organization, goal, t).moves.length],
		['strengthened', own.filter((change) => change === 'strengthened').length]
	];
	return counts.filter(([, times]) => times > 0).map(([kind, times]) => ({ kind, times }));
}

function changesOf(goals: readonly Goal[], t: string) {
	return goals.flatMap((goal) =>
		goal.revisions.flatMap((revision) =>
			revision.kind === 'goal.revised' && revision.effective_on <= t ? [revision.change] : []
		)
	);
}
