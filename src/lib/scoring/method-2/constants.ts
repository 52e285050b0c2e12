import type { Grade } from '../../record/vocabulary.ts';

/** The constants of method 2. A change to any of them is a new method. */
export const METHOD = 2;

export const TOP_GRADE: Grade = 4;

/** What an item of evidence is worth that is fixed and public… */
export const FIXED = 1;
/** …and any other. */
export const UNFIXED = 0.5;
/** The most that evidence covers of a goal that never had a criterion. */
export const NO_CRITERIA_CAP = 0.5;
/** The part of a reviewed share that is left, by what the review says of the evidence. */
export const JUDGED = { sufficient: 1, partly: 0.5, insufficient: 0 } as const;

/** An update older than this many days is no current information. */
export const STALE_AFTER_DAYS = 120;
/** A goal closed longer ago than this many days leaves the scored set. */
export const DROP_CLOSED_AFTER_DAYS = 365;

/** Late delivery loses one part in this many for each day… */
export const LATE_DAYS = 365;
/** …but never falls below this. */
export const LATE_FLOOR = 0.5;
/** The most that a narrowed goal earns in the delivery record. */
export const NARROWED_CAP = 0.5;
/** A goal delivered fewer days than this after it was first published was announced when it was done. */
export const ANNOUNCED_DAYS = 30;

/** The constants that can be given to the scoring functions in place of the method's own. */
export type Constants = {
	/** In days, like {@link STALE_AFTER_DAYS}. */
	staleAfter: number;
	/** Like {@link UNFIXED}, 0–1. */
	unarchived: number;
	/** In days, like {@link LATE_DAYS}. */
	lateDays: number;
	/** Like {@link LATE_FLOOR}, 0–1. */
	lateFloor: number;
};

/** The method's own: what every published figure is computed with. */
export const METHOD_CONSTANTS: Constants = Object.freeze({
	staleAfter: STALE_AFTER_DAYS,
	unarchived: UNFIXED,
	lateDays: LATE_DAYS,
	lateFloor: LATE_FLOOR
});
