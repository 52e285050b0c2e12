import { closingAsOf } from '../../record/as-of.ts';
import { daysBetween } from '../../record/day.ts';
import type { Organization } from '../../record/state.ts';
import type { GoalScore } from '../../scoring/types.ts';
import { deliverySum, exact } from './arithmetic.ts';
import { DELIVERED } from '../goal/goal-row.ts';

/** A goal of the delivery record. */
export type Due = {
	key: string;
	title: string;
	/** The day that it was first due. */
	original: string;
	delivered_on: string | null;
	/** Counted from the first day; null where it was not delivered. */
	daysLate: number | null;
	/** How it was given up; null where it was not. */
	closed_as: 'withdrawn' | 'missed' | null;
	/** Whether its grade is delivered, though it is open still. */
	not_closed: boolean;
	/** Whether its closing says delivered and its latest update, or a review of that, does not. */
	not_borne_out: boolean;
	/** Whether it, or a goal that it succeeds, counts as narrowed. */
	narrowed: boolean;
	/** w */
	weight: number;
	/** o */
	share: number;
};

/** What became of a goal that was due, in the order in which pages show it. */
export const OUTCOMES = ['on_time', 'late', 'narrowed', 'not_delivered'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The goals of the delivery record among those scored as of `t`, in their order. */
export function dueGoals(organization: Organization, goals: readonly GoalScore[], t: string) {
	return goals.flatMap((score): Due[] => {
		const { key, title, original_target: original, weight, delivery: share, state, grade } = score;
		if (share === null || original === null) return [];
		const goal = organization.goals.get(key)!;
		// A closing that its update does not bear out earns nothing.
		const delivered_on = share > 0 ? closingAsOf(goal, t)!.effective_on : null;
		return [
			{
				key,
				title,
				original,
				delivered_on,
				daysLate: delivered_on === null ? null : daysBetween(original, delivered_on),
				closed_as: state === 'withdrawn' || state === 'missed' ? state : null,
				not_closed: state === 'open' && grade === DELIVERED,
				narrowed: score.explained?.narrowed_since != null,
				not_borne_out: state === 'delivered' && share === 0,
				weight,
				share
			}
		];
	});
}

/** Narrowed is what was delivered by its day, but less than was promised. */
export function outcomeOf({ daysLate, share }: Pick<Due, 'daysLate' | 'share'>): Outcome {
	if (daysLate === null) return 'not_delivered';
	if (daysLate > 0) return 'late';
	return share === 1 ? 'on_time' : 'narrowed';
}

/** How many goals were due, and how many of them came to what. */
export type DeliveryCounts = { due: number } & Record<Outcome, number>;

export function deliveryCounts(due: readonly Due[]): DeliveryCounts {
	const counts = { due: due.length, on_time: 0, late: 0, narrowed: 0, not_delivered: 0 };
	for (const goal of due) counts[outcomeOf(goal)] += 1;
	return counts;
}

/** The delivery record as pages print it: its goals by outcome, each with what it adds to the rate. */
export function deliveryView(
	organization: Organization,
	goals: readonly GoalScore[],
	rate: number | null,
	t: string
) {
	const due = dueGoals(organization, goals, t);
	const sum = deliverySum(due, rate);
	const lines = due.map((goal, index) => ({
		...goal,
		weight: exact(goal.weight, 4),
		share: exact(goal.share, 4),
		adds: sum.adds[index]!,
		outcome: outcomeOf(goal)
	}));
	return {
		counts: deliveryCounts(due),
		groups: groupsOf(lines),
		weight: sum.weight,
		rate: sum.rate
	};
}
export type DeliveryView = ReturnType<typeof deliveryView>;

/** Lines under their outcomes, of those that have any. */
export function groupsOf<Line extends { outcome: Outcome }>(lines: readonly Line[]) {
	return OUTCOMES.map((outcome) => ({
		outcome,
		lines: lines.filter((line) => line.outcome === outcome)
	})).filter((group) => group.lines.length > 0);
}
export type DueLine = DeliveryView['groups'][number]['lines'][number];
