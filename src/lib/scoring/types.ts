import type { Area, Grade, GoalState } from '../record/vocabulary.ts';

/** Shapes of method 1's results. Names follow scoring.md; shares run 0–1, scores 0–100, unrounded. */

export type DeliveryRecord = {
	/** Goals whose original target day is past, split and superseded ones left out. */
	n: number;
	/** K, 0–100; null where no goal was due. */
	rate: number | null;
};

export type ScoreFigures = {
	/** Goals in the scored set. */
	n: number;
	/** C, 0–100; null where n is 0. */
	claimed: number | null;
	/** E, 0–100; null where n is 0. */
	evidenced: number | null;
	/** C − E; null where n is 0. */
	gap: number | null;
	delivery: DeliveryRecord;
};

export type GoalScore = {
	key: string;
	area: Area;
	title: string;
	state: GoalState;
	/** The standing update's grade; null without an update. */
	grade: Grade | null;
	/** s: claimed share, 0–1. */
	claimed: number;
	/** s′: supported share, 0–1. */
	supported: number;
	/** v: evidence value, 0–1; with the method's own constants 0, 0.5 or 1. */
	evidence: number;
	/** f: freshness, 0 or 1. */
	fresh: 0 | 1;
	/** w: weight, 1 or a split's share of it. */
	weight: number;
	/** Whether the goal is in its area's scored set. */
	in_set: boolean;
	/** Current target day, null without one. */
	target: string | null;
	/** The first target day ever stated, a predecessor's included. */
	original_target: string | null;
	/** target − original_target in days; null where either is missing. */
	slip_days: number | null;
	/** o: share of the delivery record that the goal earns, 0–1; null while it is not due or not counted. */
	delivery: number | null;
};

export type Scorecard = {
	organization: string;
	/** The day, YYYY-MM-DD. */
	as_of: string;
	method: 1;
	/** The record position that the figures were computed at. */
	seq: number;
	overall: ScoreFigures;
	areas: Record<Area, ScoreFigures>;
	/** Every goal that exists at `as_of`, in record order. */
	goals: GoalScore[];
};
