import { revisionAsOf } from '../record/as-of.ts';
import { addDays } from '../record/day.ts';
import type { Entry } from '../record/entries.ts';
import type { Goal, Organization } from '../record/state.ts';
import type { Area } from '../record/vocabulary.ts';
import { series, steps } from '../scoring/series.ts';

export type TrendPoint = {
	day: string;
	n: number;
	claimed: number | null;
	evidenced: number | null;
	gap: number | null;
};

/** Kinds of events that a trend marks, in the order of their lanes. */
export const EVENT_LANES = {
	published: 'Published',
	delivered: 'Delivered',
	superseded: 'Superseded',
	split: 'Split',
	date_moved: 'Date moved',
	narrowed: 'Narrowed',
	withdrawn: 'Withdrawn',
	corrected: 'Corrected'
} as const;
export type EventKind = keyof typeof EVENT_LANES;

/** What changed a promise for the worse is marked on the line itself too. */
export const MARKED_ON_LINE: readonly EventKind[] = ['date_moved', 'narrowed', 'withdrawn'];

export type TrendEvent = { day: string; kind: EventKind; goal: string; title: string };

export type Trend = { points: TrendPoint[]; events: TrendEvent[] };

/** Twenty years: a goal of an impossible day must not make a chart of thousands of quarters. */
const LONGEST_DAYS = 7305;

/**
 * Scores at the first goal's day, at each quarter's end and as of `t`, with what happened between.
 * Of one area, or overall. Empty where no goal was published by `t`.
 */
export function trend(organization: Organization, t: string, seq: number, area?: Area): Trend {
	const goals = [...organization.goals.values()].filter((goal) => !area || goal.area === area);
	const first = firstDay(goals);
	if (first === undefined || first > t) return { points: [], events: [] };
	const from = [first, addDays(t, -LONGEST_DAYS)].sort()[1]!;
	const days = [...new Set([from, ...steps(from, t, 'quarter')])];
	const points = series(organization, days, seq).map(({ as_of, overall, areas }) => {
		const { n, claimed, evidenced, gap } = area ? areas[area] : overall;
		return { day: as_of, n, claimed, evidenced, gap };
	});
	const events = goals
		.flatMap((goal) => eventsOf(goal, from, t))
		.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
	return { points, events };
}

function firstDay(goals: readonly Goal[]): string | undefined {
	let first: string | undefined;
	for (const { revisions } of goals)
		for (const { effective_on } of revisions)
			if (first === undefined || effective_on < first) first = effective_on;
	return first;
}

function eventsOf(goal: Goal, from: string, t: string): TrendEvent[] {
	const title = revisionAsOf(goal, t)?.title ?? goal.key;
	return goal.entries.flatMap((entry) => {
		const day = entry.effective_on;
		const kind = day >= from && day <= t ? eventKind(entry) : undefined;
		return kind ? [{ day, kind, goal: goal.key, title }] : [];
	});
}

function eventKind(entry: Entry): EventKind | undefined {
	switch (entry.kind) {
		case 'goal.published':
			return 'published';
		case 'progress.corrected':
			return 'corrected';
		case 'goal.closed':
			return entry.as;
		case 'goal.revised':
			return entry.change === 'date_moved' || entry.change === 'narrowed'
				? entry.change
				: undefined;
		default:
			return undefined;
	}
}
