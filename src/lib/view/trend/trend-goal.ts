import { daysBetween } from '../../record/day.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { evidencedShare } from '../../scoring/evidenced-share.ts';
import { newest } from '../../scoring/methods.ts';
import { firstDay, type Step } from '../../scoring/steps.ts';
import type { GoalScore, Method } from '../../scoring/types.ts';
import { byDay, goalEvents } from './trend-events.ts';
import { listOf, MOST_LISTED } from './trend-list.ts';
import { marksOf } from './trend-marks.ts';
import { perFor } from './trend-per.ts';
import { firstDrawn, trendDays, type Trend, type TrendPoint } from './trend.ts';

/**
 * One goal's claimed and evidenced shares as of `t`, of 100, with what happened to it and its target
 * days. Once superseded or split it is no longer scored, and its line ends.
 */
export function goalTrend(
	organization: Organization,
	goal: Goal,
	t: string,
	asked: Step | null,
	method: Method = newest
): Trend {
	const from = firstDrawn(firstDay([goal]) ?? t, t);
	const per = perFor(asked, from, t);
	const closedOn = goal.closing?.effective_on;
	const days = trendDays(from, t, per.step);
	if (closedOn && closedOn > from && closedOn < t && !days.includes(closedOn))
		days.splice(
			days.findIndex((day) => day > closedOn),
			0,
			closedOn
		);
	const scores = method.goalSeries(organization, goal, days);
	const points = days.map((day, index) => point(day, scores[index], closedOn));
	const targets = targetsOf(organization, goal, t);
	const until = reach(
		from,
		t,
		targets.map(({ day }) => day)
	);
	const events = goalEvents(organization, goal, from, t).sort(byDay);
	return {
		of: 'goal',
		method: method.number,
		per,
		// A goal has few, and its page tells of each.
		marked: 'all',
		points,
		until,
		// Whose they are is said by the page.
		marks: marksOf(events, from, until, t, 'all').map((mark) => ({ ...mark, names: [] })),
		list: listOf(events, days, t, MOST_LISTED),
		targets: targets.filter(({ day }) => day >= from && day <= until)
	};
}

function point(
	day: string,
	score: GoalScore | undefined,
	closedOn: string | undefined
): TrendPoint {
	const carriedOn = score?.state === 'superseded' || score?.state === 'split';
	if (!score || (carriedOn && closedOn !== undefined && day > closedOn))
		return { day, grade: null, claimed: null, evidenced: null };
	const { grade, claimed } = score;
	return {
		day,
		grade,
		claimed: 100 * claimed,
		evidenced: 100 * evidencedShare(score)
	};
}

/** A drawing reaches two years ahead, or twice as long as what is past. */
const NEAR_DAYS = 730;

function targetsOf(organization: Organization, goal: Goal, t: string): Trend['targets'] {
	const { target = null, original_target = null } = newest.goalScore(organization, goal, t) ?? {};
	return [
		...(original_target && original_target !== target
			? [{ day: original_target, first: true }]
			: []),
		...(target ? [{ day: target, first: false }] : [])
	];
}

/** Beyond `t` to the last target ahead that is near enough not to press what is past together. */
function reach(from: string, t: string, targets: readonly string[]): string {
	const furthest = Math.max(NEAR_DAYS, 2 * daysBetween(from, t));
	return targets
		.filter((day) => daysBetween(t, day) <= furthest)
		.reduce((a, b) => (a > b ? a : b), t);
}
