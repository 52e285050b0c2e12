import type { GoalClosed, ReviewPublished } from '../../record/entries.ts';
import { daysBetween } from '../../record/day.ts';
import type { DeliveryRecord, GoalScore } from '../types.ts';
import {
	ANNOUNCED_DAYS,
	METHOD_CONSTANTS,
	NARROWED_CAP,
	TOP_GRADE,
	type Constants
} from './constants.ts';
import type { Version } from './history.ts';

/** What decides how a goal stands in the delivery record. */
export type Due = {
	/** The closing effective by the day. */
	closing: GoalClosed | undefined;
	originalTarget: string | null;
	/** The first day of the goal or of the first one that it carries on. */
	announced: string;
	/** Whether it counts as narrowed before it was delivered. */
	narrowed: boolean;
	/** The update that stands, and its reviews that stand. */
	version: Version | undefined;
	reviews: readonly ReviewPublished[];
};

/**
 * o: the share of the delivery record, 0–1, that a goal earns as of `t`; null while its original target
 * day is ahead or missing, where successors carry the goal on, or where it was announced when it was done.
 */
export function deliveryShare(
	due: Due,
	t: string,
	constants: Constants = METHOD_CONSTANTS
): number | null {
	const { closing, originalTarget, narrowed } = due;
	if (originalTarget === null || originalTarget > t) return null;
	if (closing?.as === 'superseded' || closing?.as === 'split') return null;
	if (wasAnnouncedWhenDone(due)) return null;
	if (!closing || !isDelivered(due)) return 0;
	const share = timeliness(daysBetween(originalTarget, closing.effective_on), constants);
	return narrowed ? Math.min(share, NARROWED_CAP) : share;
}

/** Whether the goal was first published only shortly before it was closed as delivered. */
export function wasAnnouncedWhenDone({ closing, announced }: Due): boolean {
	if (closing?.as !== 'delivered') return false;
	return daysBetween(announced, closing.effective_on) < ANNOUNCED_DAYS;
}

/** Whether the closing says so, and the update that stands bears it out. */
function isDelivered({ closing, version, reviews }: Due): boolean {
	return (
		closing?.as === 'delivered' &&
		version?.update.entry.grade === TOP_GRADE &&
		version.update.entry.evidence.length > 0 &&
		reviews.every(({ evidence }) => evidence !== 'insufficient')
	);
}

function timeliness(daysLate: number, { lateDays, lateFloor }: Constants): number {
	return daysLate <= 0 ? 1 : Math.max(lateFloor, 1 - daysLate / lateDays);
}

/** n, K and the number on time over the given goals: those of one area, or all alike. */
export function deliveryRecord(goals: readonly GoalScore[]): DeliveryRecord {
	let [n, on_time, earned, weight] = [0, 0, 0, 0];
	for (const goal of goals) {
		if (goal.delivery === null) continue;
		n += 1;
		if (goal.delivery === 1) on_time += 1;
		earned += goal.weight * goal.delivery;
		weight += goal.weight;
	}
	return { n, rate: n === 0 ? null : 100 * (earned / weight), on_time };
}
