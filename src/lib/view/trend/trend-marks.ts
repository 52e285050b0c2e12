import { addDays, daysBetween } from '../../record/day.ts';
import { EVENT_KINDS, type EventKind } from './event-kinds.ts';
import { textOf, titleOf, type TrendEvent } from './trend-events.ts';

/** Events of one kind that fall together in a drawing, as one mark in the kind's lane. */
export type TrendMark = {
	kind: EventKind;
	/** Where it stands: the mean of its events' days. */
	day: string;
	/** The first and the last of those days. */
	from: string;
	to: string;
	count: number;
	/** The goals' titles, of which a few stand for many. */
	names: string[];
	/** Goals that `names` leaves out. */
	others: number;
	/** In plain words, of one event alone. */
	text: string;
};

/** So many marks of one kind have room side by side. */
const MOST_SIDE_BY_SIDE = 30;
const NAMED = 3;

/**
 * The marks of events, which stand in order of day, in a drawing from `from` to `until`. Those of one
 * kind that would stand too close are one mark, so that there are never many, however long the record.
 */
export function marksOf(
	events: readonly TrendEvent[],
	from: string,
	until: string,
	t: string
): TrendMark[] {
	const apart = daysBetween(from, until) / MOST_SIDE_BY_SIDE;
	return EVENT_KINDS.flatMap((kind) =>
		together(
			events.filter((event) => event.kind === kind),
			apart
		).map((some) => markOf(some, t))
	);
}

/** Runs of events, each of which begins at least `apart` days after the mean day of the one before. */
function together(events: readonly TrendEvent[], apart: number): TrendEvent[][] {
	const runs: TrendEvent[][] = [];
	let sum = 0;
	for (const event of events) {
		const run = runs.at(-1);
		const after = run ? daysBetween(run[0]!.day, event.day) : 0;
		if (run && (after === 0 || after - sum / run.length < apart)) {
			run.push(event);
			sum += after;
		} else {
			runs.push([event]);
			sum = 0;
		}
	}
	return runs;
}

/** Of events in order of day. */
function markOf(events: readonly TrendEvent[], t: string): TrendMark {
	const first = events[0]!;
	const from = first.day;
	const sum = events.reduce((days, { day }) => days + daysBetween(from, day), 0);
	const goals = [...new Map(events.map((event) => [event.goal, event])).values()];
	const named = goals.slice(0, NAMED);
	return {
		kind: first.kind,
		day: addDays(from, Math.round(sum / events.length)),
		from,
		to: events.at(-1)!.day,
		count: events.length,
		names: named.map((event) => titleOf(event, t)).filter(Boolean),
		others: goals.length - named.length,
		text: events.length === 1 ? textOf(first, t) : ''
	};
}
