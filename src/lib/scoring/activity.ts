import { latestReviewAsOf, standingUpdateAsOf } from '../record/as-of.ts';
import { ownMovesAsOf } from '../record/date-moves.ts';
import { countedLabels, isConfirmedAsOf } from '../record/labels.ts';
import type { Organization } from '../record/state.ts';
import { AREAS, type Area, type Change } from '../record/vocabulary.ts';
import { mean } from './mean.ts';
import type { GoalScore, Scorecard } from './types.ts';

/** What happened to an area's goals by the scorecard's day, and what outsiders made of its grades. */
export type Activity = {
	/**
	 * Mean slip in days over the goals that have an original and a current target; split and
	 * superseded goals are left out, for their successors show the slip. Null where there is none.
	 */
	mean_slip_days: number | null;
	/** Moves of target dates, over every goal that exists; a successor's first revision may make one. */
	date_moves: number;
	/** Goals strengthened at least once, over every goal that exists. */
	strengthened: number;
	/** Goals narrowed at least once by what a revision does, over every goal that exists. */
	narrowed: number;
	/** Goals with a revision that says the same in other words, so it claims, and that no reviewer has confirmed. */
	unconfirmed: number;
	/** Goals closed as missed, however long ago. */
	missed: number;
	/** Goals closed as withdrawn, however long ago. */
	withdrawn: number;
	reviews: ReviewCoverage;
};

/** How far outsiders reviewed the grades that are scored: over the goals of the scored set. */
export type ReviewCoverage = {
	/** Goals with an update. */
	updated: number;
	/** Those of them whose standing update has a review. */
	reviewed: number;
	/** reviewed / updated, 0–1; null where no goal has an update. */
	share: number | null;
	/** Mean |self-grade − latest independent grade|, in grades; null where nothing is reviewed. */
	mean_difference: number | null;
};

/** The activity beside a scorecard of the same organization, by area and over all goals alike. */
export function activity(organization: Organization, card: Scorecard): Activities {
	const known = computed.get(card);
	if (known) return known;
	const found = compute(organization, card);
	computed.set(card, found);
	return found;
}

type Activities = { overall: Activity; areas: Record<Area, Activity> };
/** Several parts of a page ask it of the same scorecard. */
const computed = new WeakMap<Scorecard, Activities>();

function compute(organization: Organization, card: Scorecard): Activities {
	const of = (goals: readonly GoalScore[]) => activityOf(organization, goals, card.as_of);
	const areas = Object.fromEntries(
		AREAS.map((area) => [area, of(card.goals.filter((goal) => goal.area === area))])
	) as Record<Area, Activity>;
	return { overall: of(card.goals), areas };
}

function activityOf(org: Organization, goals: readonly GoalScore[], t: string): Activity {
	const slips = goals
		.filter((goal) => goal.state !== 'superseded' && goal.state !== 'split')
		.map((goal) => goal.slip_days);
	const changes = goals.map((goal) => changesOf(org, goal, t));
	const changed = (change: Change) => changes.filter((of) => of.includes(change)).length;
	return {
		mean_slip_days: mean(slips),
		date_moves: goals.reduce((sum, goal) => sum + movesOf(org, goal, t), 0),
		strengthened: changed('strengthened'),
		narrowed: changed('narrowed'),
		// What a transcriber copied is another's word, and is listed only.
		unconfirmed:
			org.registered.kept_by === 'self'
				? goals.filter((goal) => hasUnconfirmed(org, goal, t)).length
				: 0,
		missed: goals.filter((goal) => goal.state === 'missed').length,
		withdrawn: goals.filter((goal) => goal.state === 'withdrawn').length,
		reviews: reviewCoverage(org, goals, t)
	};
}

/** The kinds of change that the goal's revisions by `t` count as, whatever they are called. */
function changesOf(organization: Organization, { key }: GoalScore, t: string): Change[] {
	return countedBy(organization, key, t).map(([, change]) => change);
}

function hasUnconfirmed(organization: Organization, { key }: GoalScore, t: string): boolean {
	const goal = organization.goals.get(key);
	return countedBy(organization, key, t).some(
		([revision, change]) =>
			change === 'reworded' && goal !== undefined && !isConfirmedAsOf(goal, revision, t)
	);
}

function countedBy(organization: Organization, key: string, t: string): [number, Change][] {
	const goal = organization.goals.get(key);
	if (!goal || goal.revisions.length < 2) return [];
	const counted = countedLabels(goal);
	return goal.revisions.flatMap(({ revision, effective_on }) => {
		const change = effective_on <= t ? counted.get(revision) : undefined;
		return change ? [[revision, change] as [number, Change]] : [];
	});
}

function movesOf(organization: Organization, { key }: GoalScore, t: string): number {
	const goal = organization.goals.get(key);
	return goal ? ownMovesAsOf(organization, goal, t).size : 0;
}

function reviewCoverage(
	organization: Organization,
	goals: readonly GoalScore[],
	t: string
): ReviewCoverage {
	let updated = 0;
	const differences: number[] = [];
	for (const { key, in_set } of goals) {
		const goal = organization.goals.get(key);
		const standing = in_set && goal ? standingUpdateAsOf(goal, t) : undefined;
		if (!standing) continue;
		updated += 1;
		const review = latestReviewAsOf(standing.update, t);
		if (review) differences.push(Math.abs(standing.update.entry.grade - review.grade));
	}
	const reviewed = differences.length;
	return {
		updated,
		reviewed,
		share: updated === 0 ? null : reviewed / updated,
		mean_difference: mean(differences)
	};
}
