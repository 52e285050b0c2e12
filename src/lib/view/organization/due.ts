import { closingAsOf, lineageAsOf, narrowedOn } from '../../record/as-of.ts';
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
	withdrawn: boolean;
	/** Whether its grade is delivered, though it is open still. */
	not_closed: boolean;
	/** Whether it, or a goal that it succeeds, was narrowed before it was delivered. */
	narrowed: boolean;
	/** w */
	weight: number;
	/** o */
	share: number;
};

/** What became of a goal that was due, in the order in which pages show it. */
export const OUTCOMES = ['on_time', 'late', 'not_delivered'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The goals of the delivery record among those scored as of `t`, in their order. */
export function dueGoals(organization: Organization, goals: readonly GoalScore[], t: string) {
	return goals.flatMap((score): Due[] => {
		const { key, title, original_target: original, weight, delivery: share, state, grade } = score;
		if (share === null || original === null) return [];
		const goal = organization.goals.get(key)!;
		const delivered_on = state === 'delivered' ? closingAsOf(goal, t)!.effective_on : null;
		const narrowed = lineageAsOf(organization, goal, t).some((each) => {
			const day = narrowedOn(each);
			return day !== undefined && day <= (delivered_on ?? t);
		});
		return [
			{
				key,
				title,
				original,
				delivered_on,
				daysLate: delivered_on === null ? null : daysBetween(original, delivered_on),
				withdrawn: state === 'withdrawn',
				not_closed: state === 'open' && grade === DELIVERED,
				narrowed,
				weight,
				share
			}
		];
	});
}

export function outcomeOf({ daysLate }: Due): Outcome {
	if (daysLate === null) return 'not_delivered';
	return daysLate > 0 ? 'late' : 'on_time';
}

/** How many goals were due, and how many of them came to what. */
export type DeliveryCounts = { due: number } & Record<Outcome, number>;

export function deliveryCounts(due: readonly Due[]): DeliveryCounts {
	const counts = { due: due.length, on_time: 0, late: 0, not_delivered: 0 };
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
		groups: OUTCOMES.map((outcome) => ({
			outcome,
			lines: lines.filter((line) => line.outcome === outcome)
		})).filter(({ lines }) => lines.length > 0),
		weight: sum.weight,
		rate: sum.rate
	};
}
export type DeliveryView = ReturnType<typeof deliveryView>;
export type DueLine = DeliveryView['groups'][number]['lines'][number];
