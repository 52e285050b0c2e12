import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { anyDay } from '../../record/parts.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { AREAS, type Area } from '../../record/vocabulary.ts';
import { knownThenSeries } from '../../scoring/known-then.ts';
import { newest } from '../../scoring/methods.ts';
import { firstDay, STEPS, steps, type Step } from '../../scoring/steps.ts';
import type { Method } from '../../scoring/types.ts';
import { goalAnswer, transcription } from './answers.ts';
import { method, type Query } from './query.ts';

/** Fifty years by months: to ask for more is a mistake, or an attempt to keep the server busy. */
export const MOST_POINTS = 600;

export const trendShape = {
	from: anyDay.optional(),
	to: anyDay.optional(),
	step: z
		.enum(STEPS, { error: () => m.api_one_of({ values: STEPS.join(', ') }) })
		.default('quarter'),
	area: z.enum(AREAS, { error: () => m.api_one_of({ values: AREAS.join(', ') }) }).optional(),
	goal: z.string().optional(),
	method
};
type TrendQuery = {
	from?: string;
	to?: string;
	step: Step;
	area?: Area;
	goal?: string;
	method?: Method;
};
export type Range = {
	from: string;
	to: string;
	step: Step;
	area?: Area;
	goal?: Goal;
	/** The newest where none is named. */
	method?: Method;
};

/**
 * From the first goal to `today` by quarters, where the query does not say otherwise; with `area` from
 * the first of its goals, and with `goal` from that one's first day. Of a record that goes further back than
 * one answer can, the last of it.
 */
export function trendRange(
	query: TrendQuery,
	organization: Organization,
	today: string
): Query<Range> {
	const { to = today, step, area, method } = query;
	const goal = query.goal === undefined ? undefined : organization.goals.get(query.goal);
	if (query.goal !== undefined && !goal)
		return refuse(m.api_no_goal({ slug: organization.slug }), 'goal');
	if (goal && area) return refuse(m.api_goal_or_area(), 'goal');
	const goals = goal
		? [goal]
		: [...organization.goals.values()].filter((each) => !area || each.area === area);
	const first = firstDay(goals) ?? organization.registered.effective_on;
	const from = query.from ?? later(earlier(first, to), furthest(to, step));
	if (from > to) return refuse(m.api_after_last({ day: to }));
	if (countSteps(from, to, step) > MOST_POINTS)
		return refuse(m.api_too_far({ day: to, most: MOST_POINTS }));
	const more = { ...(area && { area }), ...(goal && { goal }), ...(method && { method }) };
	return { ok: true, values: { from, to, step, ...more } };
}

function refuse(detail: string, parameter = 'from'): Query<Range> {
	return { ok: false, errors: [{ parameter, detail }] };
}

function earlier(a: string, b: string): string {
	return a < b ? a : b;
}

function later(a: string, b: string): string {
	return a > b ? a : b;
}

/** The first day of as many steps up to `to` as one answer may have. */
function furthest(to: string, step: Step): string {
	const months = step === 'month' ? 1 : 3;
	const last = Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 1;
	const first = last - (last % months) - (MOST_POINTS - 1) * months;
	const [year, month] = [Math.floor(first / 12), (first % 12) + 1];
	return year < 1 ? '0001-01-01' : `${padded(year, 4)}-${padded(month, 2)}-01`;
}

const padded = (number: number, digits: number) => String(number).padStart(digits, '0');

/** How many days `steps` gives, without making them. */
function countSteps(from: string, to: string, step: Step): number {
	const perYear = step === 'month' ? 12 : 4;
	const index = (day: string) =>
		Number(day.slice(0, 4)) * perYear + Math.floor(((Number(day.slice(5, 7)) - 1) * perYear) / 12);
	return index(to) - index(from) + 1;
}

/**
 * The overall and area figures over the range, or those of the one area or goal asked for; a goal's
 * start with the first day on which it exists. `seq` is the position that the record stands at.
 */
export function trendAnswer(organization: Organization, range: Range, seq: number) {
	const { from, to, step, area, goal, method = newest } = range;
	const days = steps(from, to, step);
	return {
		organization: organization.slug,
		method: method.number,
		seq,
		from,
		to,
		step,
		kept_by: organization.registered.kept_by,
		...transcription(organization),
		...(area && { area }),
		...(goal && { goal: goal.key }),
		points: goal
			? goalPoints(organization, goal, days, method)
			: points(organization, days, seq, method, area)
	};
}

/** `known_then` has the figures of what was recorded within thirty days, where they tell another story. */
function points(
	organization: Organization,
	days: string[],
	seq: number,
	method: Method,
	area?: Area
) {
	const all = method.series(organization, days, seq);
	const known = knownThenSeries(organization, all, method);
	return all.map(({ as_of, overall, areas }, index) => {
		const then = known[index]?.differs ? known[index] : null;
		if (area) return { as_of, ...areas[area], known_then: then && then.areas[area] };
		const known_then = then && { overall: then.overall, areas: then.areas };
		return { as_of, overall, areas, known_then };
	});
}

function goalPoints(organization: Organization, goal: Goal, days: string[], method: Method) {
	return method
		.goalSeries(organization, goal, days)
		.flatMap((score, index) => (score ? [{ as_of: days[index]!, ...goalAnswer(score) }] : []));
}
