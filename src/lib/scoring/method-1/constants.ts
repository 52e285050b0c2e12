import type { Grade } from '../../record/vocabulary.ts';

/** The constants of method 1. A change to any of them is a new method. */
export const METHOD = 1;

export const TOP_GRADE: Grade = 4;
/** The most that grade 4 supports while a criterion has no evidence. */
export const UNCOVERED_CAP = 0.75;

/** Evidence value where nothing is fixed: no file, and no link with an archived copy. */
export const UNARCHIVED = 0.5;
/** Evidence value by the judgement of the latest review. */
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

/** The constants that can be given to the scoring functions in place of the method's own. */
export type Constants = {
	/** In days, like {@link STALE_AFTER_DAYS}. */
	staleAfter: number;
	/** Like {@link UNARCHIVED}, 0–1. */
	unarchived: number;
	/** In days, like {@link LATE_DAYS}. */
	lateDays: number;
	/** Like {@link LATE_FLOOR}, 0–1. */
	lateFloor: number;
};

/** The method's own: what every published figure is computed with. */
export const METHOD_CONSTANTS: Constants = Object.freeze({
	staleAfter: STALE_AFTER_DAYS,
	unarchived: UNARCHIVED,
	lateDays: LATE_DAYS,
	lateFloor: LATE_FLOOR
});
