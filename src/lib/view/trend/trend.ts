import { addDays, daysBetween } from '../../record/day.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { AREAS, type Area, type Grade } from '../../record/vocabulary.ts';
import { newest } from '../../scoring/methods.ts';
import type { Method, MethodNumber, SeriesPoint } from '../../scoring/types.ts';
import { firstDay, steps, type Step } from '../../scoring/steps.ts';
import type { ScoreFigures } from '../../scoring/types.ts';
import { organizationEvents } from './trend-events.ts';
import { listOf, type TrendList } from './trend-list.ts';
import { marksOf, type Marks, type TrendMark } from './trend-marks.ts';
import { perFor, type Per } from './trend-per.ts';

/** The scores of a day, unrounded; null where nothing was scored. The gap is their difference. */
export type TrendPoint = {
	day: string;
	claimed: number | null;
	evidenced: number | null;
	/** How many goals were scored; for a goal's own trend, its grade instead. */
	n?: number;
	grade?: Grade | null;
};

/** What a trend is of: the whole organization, an area, or one goal. */
export type TrendOf = 'overall' | Area | 'goal';

export type Trend = {
	of: TrendOf;
	/** By which its scores are. */
	method: MethodNumber;
	per: Per;
	/** Which events are marked. */
	marked: Marks;
	points: TrendPoint[];
	/** The last day that the drawing reaches, which may lie beyond the last point. */
	until: string;
	marks: TrendMark[];
	/** Every event, for the table; null where a page has none. */
	list: TrendList | null;
	/** A goal's target days to be drawn: the first ever stated, and the one that counts. */
	targets: { day: string; first: boolean }[];
};

/** An area's line, drawn small beside the others: its figures now, and those of every point. */
export type AreaTrend = Pick<ScoreFigures, 'n' | 'claimed' | 'evidenced'> & {
	area: Area;
	/** Claimed and evidenced, with one decimal. */
	line: ([number, number] | null)[];
};

/** Twenty years: a goal of an impossible day must not make a chart of thousands of quarters. */
const LONGEST_DAYS = 7305;

/** What is asked of a trend: the interval, where one is named; which events it marks, and how many of all it lists. */
export type TrendAsked = { per: Step | null; marks: Marks; listed: number; method?: Method };

/** The overall trend as of `t`, and those of the areas, from one pass over the entries. */
export function overallTrend(
	organization: Organization,
	t: string,
	seq: number,
	asked: TrendAsked
): { trend: Trend; area_trends: AreaTrend[] } {
	const goals = [...organization.goals.values()];
	const { points, per } = scored(organization, goals, t, seq, asked);
	const drawn = points.map(({ as_of, overall }) => point(as_of, overall));
	return {
		trend: finished('overall', organization, goals, per, drawn, t, asked),
		area_trends: AREAS.map((area) => ({
			area,
			n: points.at(-1)?.areas[area].n ?? 0,
			claimed: points.at(-1)?.areas[area].claimed ?? null,
			evidenced: points.at(-1)?.areas[area].evidenced ?? null,
			line: points.map(({ areas }) => roughly(areas[area]))
		}))
	};
}

/** An area's trend as of `t`, from the day of its first goal. */
export function areaTrend(
	organization: Organization,
	area: Area,
	t: string,
	seq: number,
	asked: TrendAsked
): Trend {
	const goals = [...organization.goals.values()].filter((goal) => goal.area === area);
	const { points, per } = scored(organization, goals, t, seq, asked);
	const drawn = points.map(({ as_of, areas }) => point(as_of, areas[area]));
	return finished(area, organization, goals, per, drawn, t, asked);
}

/** Figures at the first day of the goals, at each month's or quarter's end and as of `t`. */
function scored(
	organization: Organization,
	goals: readonly Goal[],
	t: string,
	seq: number,
	asked: TrendAsked
): { points: SeriesPoint[]; per: Per } {
	const { method = newest } = asked;
	const first = firstDay(goals);
	if (first === undefined || first > t) return { points: [], per: perFor(asked.per, t, t) };
	const from = firstDrawn(first, t);
	const per = perFor(asked.per, from, t);
	const days = trendDays(from, t, per.step);
	// What is kept is of the newest method alone.
	const points =
		method === newest ? pointsOf(organization, days, seq) : method.series(organization, days, seq);
	return { points, per };
}

/** The figures of the days that were asked last, of each organization, as the record had it then. */
const lastScored = new WeakMap<
	Organization,
	{ entries: number; days: string; points: SeriesPoint[] }
>();

/** Past days are scored anew only where the record grew: no page costs as much as this. */
function pointsOf(organization: Organization, each: string[], seq: number): SeriesPoint[] {
	const entries = organization.entries.length;
	const days = each.join();
	const known = lastScored.get(organization);
	if (known?.entries === entries && known.days === days) return known.points;
	const points = newest.series(organization, each, seq);
	lastScored.set(organization, { entries, days, points });
	return points;
}

/** `first`, or where that is too long ago, the earliest day that a trend as of `t` reaches back to. */
export function firstDrawn(first: string, t: string): string {
	return daysBetween(first, t) > LONGEST_DAYS ? addDays(t, -LONGEST_DAYS) : first;
}

/** The first day, the ends of months or quarters, and the last day. */
export function trendDays(from: string, t: string, step: Step): string[] {
	return [...new Set([from, ...steps(from, t, step)])];
}

function finished(
	of: TrendOf,
	organization: Organization,
	goals: readonly Goal[],
	per: Per,
	points: TrendPoint[],
	t: string,
	{ marks, listed, method = newest }: TrendAsked
): Trend {
	const from = points[0]?.day;
	const events = from ? organizationEvents(organization, goals, from, t, of === 'overall') : [];
	return {
		of,
		method: method.number,
		per,
		marked: marks,
		points,
		until: t,
		marks: marksOf(events, from ?? t, t, t, marks),
		list: listed
			? listOf(
					events,
					points.map(({ day }) => day),
					t,
					listed
				)
			: null,
		targets: []
	};
}

function point(day: string, { n, claimed, evidenced }: ScoreFigures): TrendPoint {
	return { day, n, claimed, evidenced };
}

function roughly({ claimed, evidenced }: ScoreFigures): [number, number] | null {
	if (claimed === null || evidenced === null) return null;
	return [Math.round(claimed * 10) / 10, Math.round(evidenced * 10) / 10];
}
