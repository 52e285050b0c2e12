import type { ConditionStanding } from '../record/conditions.ts';
import type { ScorecardCertified } from '../record/entries.ts';
import type { Goal, Organization } from '../record/state.ts';
import type { Area, Grade, GoalState } from '../record/vocabulary.ts';

/**
 * The shapes of results, the same for every method. Names follow the definition of scoring; shares run
 * 0–1, scores 0–100, unrounded.
 */

/** A method that a certified scorecard can name. */
export type MethodNumber = ScorecardCertified['method'];

export type DeliveryRecord = {
	/** Goals whose original target day is past, split and superseded ones left out. */
	n: number;
	/** K, 0–100; null where no goal was due. */
	rate: number | null;
	/** Goals with o = 1: those delivered by their original target day, and by method 2 not narrowed before. */
	on_time: number;
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
	/** v: evidence value, 0–1, by method 1; null by a method that has none. */
	evidence: number | null;
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
	/** What the figures of method 2 rest on; method 1 has none of it. */
	explained?: Explained;
};

export type Explained = {
	/** c: how far the evidence covers the criteria, 0–1, with what each item is worth. */
	coverage: number;
	/** c1: the same with every item worth 1. */
	full_coverage: number;
	/** k: the number of criteria that the goal answers for, those of a predecessor included. */
	needed: number;
	/** Reviews of the standing update that stand, one of each reviewer. */
	reviews: number;
	/** Reviews of a corrected version or of an earlier update that hold the supported share down. */
	limit: { by: 'corrected' | 'earlier'; update: string; most: number } | null;
	/** The day from which the goal, or one that it carries on, counts as narrowed; null where it does not. */
	narrowed_since: string | null;
	/** Outside the delivery record, since it was first published shortly before it was delivered. */
	announced_when_done: boolean;
	/** Where the goal's condition stands; null without one. */
	condition: ConditionStanding | null;
	/** Its part of the goal that it succeeds; 1 where it succeeds none. */
	share: number;
	/** How many criteria of that goal no successor carries. */
	lost: number;
};

export type Scorecard = {
	organization: string;
	/** The day, YYYY-MM-DD. */
	as_of: string;
	method: MethodNumber;
	/** The record position that the figures were computed at. */
	seq: number;
	overall: ScoreFigures;
	areas: Record<Area, ScoreFigures>;
	/** Every goal that exists at `as_of`, in record order. */
	goals: GoalScore[];
};

export type Figures = Pick<Scorecard, 'overall' | 'areas'>;
export type SeriesPoint = Pick<Scorecard, 'as_of'> & Figures;

/** What every method of scoring offers. Days are YYYY-MM-DD; scores are unrounded. */
export type Method = {
	number: MethodNumber;
	/** As of a day. `seq` is the record position that the organization was folded up to. */
	scorecard(organization: Organization, asOf: string, seq: number): Scorecard;
	/** One goal of it; undefined before the goal exists. */
	goalScore(organization: Organization, goal: Goal, asOf: string): GoalScore | undefined;
	/** As of each of the days, in their order, which must not go back: a RangeError where one does. */
	series(organization: Organization, days: readonly string[], seq: number): SeriesPoint[];
	/** The same of one goal. */
	goalSeries(
		organization: Organization,
		goal: Goal,
		days: readonly string[]
	): (GoalScore | undefined)[];
};

/** The constants of a method that can be tried at other values, by name. */
export type Varied<Name extends string> = {
	/** The method's own: what every published figure is computed with. */
	own: Readonly<Record<Name, number>>;
	/**
	 * What is tried in the place of each, ascending; the method's own value is among them. A larger
	 * constant never lowers a figure.
	 */
	ranges: Readonly<Record<Name, readonly number[]>>;
	/** The figures as of `t` with one set of constants after another. */
	figures(organization: Organization, t: string): (constants: Record<Name, number>) => Figures;
};
