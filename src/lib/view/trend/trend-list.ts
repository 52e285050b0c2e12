import type { EventKind } from './event-kinds.ts';
import type { Weakening } from '../shared/weakenings.ts';
import { textOf, titleOf, type TrendEvent } from './trend-events.ts';

/** One event as the table behind a trend lists it. */
export type ListedEvent = {
	seq: number;
	day: string;
	kind: EventKind;
	/** Null where it speaks of the whole organization. */
	goal: string | null;
	title: string;
	text: string;
	/** How it weakens its goal, as the change log has it. */
	weakens: Weakening[];
};

/** Events up to a point of the trend, from the point before. */
export type ListedPeriod = { until: string; events: ListedEvent[] };

export type TrendList = {
	/** Newest first. */
	periods: ListedPeriod[];
	/** Events that are too many to list here, and the years that they fall in, newest first. */
	earlier: { count: number; years: string[] };
};

/** A page lists so many; a longer list is the change log's, which has pages. */
export const MOST_LISTED = 120;

/** The latest of the events, which stand in order of day, by the points of the trend. */
export function listOf(
	events: readonly TrendEvent[],
	points: readonly string[],
	t: string,
	most: number
): TrendList {
	const cut = Math.max(0, events.length - most);
	const earlier = events.slice(0, cut).map(({ day }) => day.slice(0, 4));
	const periods: ListedPeriod[] = [];
	let next = points.length - 1;
	for (const event of events.slice(cut).reverse()) {
		while (next > 0 && points[next - 1]! >= event.day) next -= 1;
		const until = points[next]!;
		if (periods.at(-1)?.until !== until) periods.push({ until, events: [] });
		periods.at(-1)!.events.push(listed(event, t));
	}
	return { periods, earlier: { count: cut, years: [...new Set(earlier)].reverse() } };
}

function listed(event: TrendEvent, t: string): ListedEvent {
	const { kind, day, entry, goal, weakenings: weakens } = event;
	const title = titleOf(event, t);
	const text = textOf(event, t);
	return { seq: entry.seq, day, kind, goal: goal?.key ?? null, title, text, weakens };
}
