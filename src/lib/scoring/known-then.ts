import { addDays, daysBetween } from '../record/day.ts';
import type { Entry } from '../record/entries.ts';
import { refold } from '../record/fold.ts';
import {
	isLate,
	LATE_AFTER_DAYS,
	latenessAsOf,
	recordedOn,
	type Lateness
} from '../record/late.ts';
import { newOrganization, type Goal, type Organization } from '../record/state.ts';
import { AREAS } from '../record/vocabulary.ts';
import { evidencedShare } from './evidenced-share.ts';
import { METHODS } from './methods.ts';
import type { Figures, GoalScore, Method, ScoreFigures, SeriesPoint } from './types.ts';

/**
 * What was known then: the scores of a day from the entries recorded within thirty days of it, with each
 * closing counted from the later of its day and thirty days before it was recorded. So whoever records a
 * history later than it happened shows two figures.
 */

export type KnownThen = Figures & {
	/** Entries by the day that were recorded late, and by how much the latest. */
	late: Lateness;
	/** Whether some score differs from what the whole record says by half a point or more, or is none. */
	differs: boolean;
};

/** Beside a scorecard of the organization; null for a record that somebody else transcribed. */
export function knownThen(
	organization: Organization,
	card: Figures & Pick<SeriesPoint, 'as_of'> & { method: keyof typeof METHODS }
): KnownThen | null {
	return knownThenSeries(organization, [card], METHODS[card.method])[0]!;
}

/** Beside each point of a series by the method. */
export function knownThenSeries(
	organization: Organization,
	points: readonly SeriesPoint[],
	method: Method
): (KnownThen | null)[] {
	if (organization.registered.kept_by !== 'self') return points.map(() => null);
	const knownBy = followKnown(organization);
	return points.map((point) => {
		const { as_of } = point;
		const known = knownBy(as_of);
		const { overall, areas } = known === organization ? point : method.scorecard(known, as_of, 0);
		return {
			...{ overall, areas },
			late: latenessAsOf(organization.entries, as_of),
			differs: known !== organization && differ(point, { overall, areas })
		};
	});
}

/** More than floats lose in these sums. */
const ROUNDING = 1e-9;
/** The least by which two scores have to differ to be told apart. */
const NOTABLE = 0.5;

function differ(one: Figures, other: Figures): boolean {
	const pairs = [
		[one.overall, other.overall],
		...AREAS.map((area) => [one.areas[area], other.areas[area]])
	] as [ScoreFigures, ScoreFigures][];
	return pairs.some(([a, b]) => figuresDiffer(a, b));
}

/** Whether one of the scores differs by half a point or more, or is none. */
export function figuresDiffer(one: ScoreFigures, other: ScoreFigures): boolean {
	return (
		isNotable(one.claimed, other.claimed) ||
		isNotable(one.evidenced, other.evidenced) ||
		isNotable(one.delivery.rate, other.delivery.rate)
	);
}

function isNotable(was: number | null, is: number | null): boolean {
	return was === null || is === null ? was !== is : Math.abs(was - is) >= NOTABLE - ROUNDING;
}

/** What was known then of one goal, where that differs; null where it does not. */
export function goalKnownThen(
	organization: Organization,
	goal: Goal,
	score: GoalScore,
	t: string,
	method: Method
): { claimed: number | null; evidenced: number | null; late: Lateness } | null {
	if (organization.registered.kept_by !== 'self') return null;
	const known = followKnown(organization)(t);
	if (known === organization) return null;
	const then = known.goals.get(goal.key);
	const found = then && method.goalScore(known, then, t);
	const claimed = found ? 100 * found.claimed : null;
	const evidenced = found ? 100 * evidencedShare(found) : null;
	const same =
		!isNotable(100 * score.claimed, claimed) && !isNotable(100 * evidencedShare(score), evidenced);
	if (same) return null;
	const entries = organization.entries.filter(
		(entry) => 'goal' in entry && entry.goal === goal.key
	);
	return { claimed, evidenced, late: latenessAsOf(entries, t) };
}

/** The organization as of a day from what was known then; itself where nothing by that day came late. */
function followKnown(organization: Organization): (t: string) => Organization {
	const late = organization.entries.filter(isLate);
	let shifted: Organization | undefined;
	return (t) => {
		const by = late.filter(({ effective_on }) => effective_on <= t);
		if (by.length === 0) return organization;
		// The days after the last of the calendar are none that could be named.
		const after = by.some((entry) => daysBetween(t, recordedOn(entry)) > LATE_AFTER_DAYS);
		if (after) return folded(organization, addDays(t, LATE_AFTER_DAYS));
		return (shifted ??= folded(organization));
	};
}

/** Folded anew from the entries recorded by the day, in record order up to the first that was not. */
function folded(organization: Organization, until?: string): Organization {
	const { slug, entries, registered } = organization;
	const end = until === undefined ? -1 : entries.findIndex((entry) => recordedOn(entry) > until);
	const known = end < 0 ? entries : entries.slice(0, end);
	const at = refold({ slug, entries: known.map(withDelay), raw: [] });
	return at(Infinity) ?? newOrganization(registered);
}

/** A closing counts from thirty days before it was recorded at the earliest. */
function withDelay(entry: Entry): Entry {
	if (entry.kind !== 'goal.closed' || !isLate(entry)) return entry;
	return { ...entry, effective_on: addDays(recordedOn(entry), -LATE_AFTER_DAYS) };
}
