import { m } from '../../paraglide/messages.js';
import { daysBetween } from '../../record/day.ts';
import type { Organization } from '../../record/state.ts';
import { CLOSED_AS } from '../../record/vocabulary.ts';
import { inLanguage } from '../shared/in-language.ts';
import { monthOf } from '../shared/day.ts';
import { goalRow, type GoalRow } from '../goal/goal-row.ts';
import { newest } from '../../scoring/methods.ts';
import { conditionalGoals } from './conditional.ts';

/** How a calendar is cut. */
export const PERIODS = ['quarter', 'month'] as const;
export type PeriodKind = (typeof PERIODS)[number];

/** What `?by=` asks for; undefined for what is no such period. */
export function readPeriod(text: string | null): PeriodKind | undefined {
	return PERIODS.find((kind) => kind === (text || PERIODS[0]));
}

/** A goal in the calendar. */
export type Dated = GoalRow & {
	/** The date that was first set, where the current target is another one. */
	first_target: string | null;
	/** Days from the calendar's day to the target, negative once it has passed; null without one. */
	days: number | null;
};

/** The goals of one month or quarter, by the day they are due or were closed. */
export type Period = { start: string; name: string; goals: Dated[] };

/**
 * An organization's goals by their current target dates as of `t`: what is overdue, the longest
 * first; what is due, the soonest first; what waits for its condition; what was closed, the latest first; and what
 * has no date.
 */
export function calendarView(organization: Organization, t: string, seq: number, by: PeriodKind) {
	const scores = inLanguage(organization, newest.scorecard(organization, t, seq)).goals;
	const goals = scores.map((score): Dated => {
		const row = goalRow(organization, organization.goals.get(score.key)!, score, t);
		const { target, original_target: first } = score;
		return {
			...row,
			first_target: first !== null && first !== target ? first : null,
			days: target === null ? null : daysBetween(t, target)
		};
	});
	// One whose condition was met before has its day.
	const conditional = conditionalGoals(organization, scores, t).filter(({ due }) => due === null);
	const waits = new Set(conditional.map(({ key }) => key));
	const open = goals.filter(({ state }) => state === 'open');
	const dated = open.filter(({ target }) => target !== null).sort(byDay(({ target }) => target!));
	const closed = goals.filter(({ closed_on }) => closed_on !== null);
	const due = dated.filter(({ days }) => days! >= 0);
	return {
		count: goals.length,
		overdue: dated.filter(({ days }) => days! < 0),
		due: periods(due, by, ({ target }) => target!),
		next: due[0] ?? null,
		closed: periods(
			closed.sort(byDay(({ closed_on }) => closed_on!)).reverse(),
			by,
			({ closed_on }) => closed_on!
		),
		/** How many were closed as what, the states that occur only. */
		closed_as: CLOSED_AS.map((state) => ({
			state,
			count: closed.filter((goal) => goal.state === state).length
		})).filter(({ count }) => count > 0),
		conditional,
		undated: open.filter(({ key, target }) => target === null && !waits.has(key))
	};
}
export type CalendarView = ReturnType<typeof calendarView>;

type DayOf = (goal: Dated) => string;

const byDay = (dayOf: DayOf) => (a: Dated, b: Dated) => daysBetween(dayOf(b), dayOf(a));

/** The periods that hold any of the goals, which stand in the order wanted already. */
function periods(goals: readonly Dated[], by: PeriodKind, dayOf: DayOf): Period[] {
	const found = Map.groupBy(goals, (goal) => periodOf(dayOf(goal), by));
	return [...found].map(([start, goals]) => ({ start, name: nameOf(start, by), goals }));
}

/** The month that a day's period begins with, as `YYYY-MM`. */
function periodOf(day: string, by: PeriodKind): string {
	if (by === 'month') return day.slice(0, 7);
	const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
	return `${day.slice(0, 4)}-${String(first).padStart(2, '0')}`;
}

function nameOf(start: string, by: PeriodKind): string {
	if (by === 'month') return monthOf(`${start}-01`);
	const quarter = `${(Number(start.slice(5)) + 2) / 3}` as '1' | '2' | '3' | '4';
	return m.calendar_quarter({ quarter, year: Number(start.slice(0, 4)) });
}
