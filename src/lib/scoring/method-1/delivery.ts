import type { GoalClosed } from '../../record/entries.ts';
import { daysBetween } from '../../record/day.ts';
import { METHOD_CONSTANTS, NARROWED_CAP, type Constants } from './constants.ts';
import type { DeliveryRecord, GoalScore } from '../types.ts';

/**
 * o: the share of the delivery record, 0–1, that a goal earns as of `t`; null while its original
 * target day is ahead or missing, or where successors carry the goal on. `closing` is the one
 * effective by `t`, `narrowedOn` the first day that the goal, or one that it succeeds, was narrowed.
 */
export function deliveryShare(
	originalTarget: string | null,
	closing: GoalClosed | undefined,
	narrowedOn: string | undefined,
	t: string,
	constants: Constants = METHOD_CONSTANTS
): number | null {
	if (originalTarget === null || originalTarget > t) return null;
	if (closing?.as === 'superseded' || closing?.as === 'split') return null;
	if (closing?.as !== 'delivered') return 0;
	const share = timeliness(daysBetween(originalTarget, closing.effective_on), constants);
	const narrowed = narrowedOn !== undefined && narrowedOn <= closing.effective_on;
	return narrowed ? Math.min(share, NARROWED_CAP) : share;
}

function timeliness(daysLate: number, { lateDays, lateFloor }: Constants): number {
	return daysLate <= 0 ? 1 : Math.max(lateFloor, 1 - daysLate / lateDays);
}

/** n, K and the number with o = 1 over the given goals: those of one area, or all alike. */
export function deliveryRecord(goals: readonly GoalScore[]): DeliveryRecord {
	let n = 0;
	let on_time = 0;
	let earned = 0;
	let weight = 0;
	for (const goal of goals) {
		if (goal.delivery === null) continue;
		n += 1;
		if (goal.delivery === 1) on_time += 1;
		earned += goal.weight * goal.delivery;
		weight += goal.weight;
	}
	return { n, rate: n === 0 ? null : 100 * (earned / weight), on_time };
}
