import { m } from '../../paraglide/messages.js';
import { addDays, daysBetween } from '../../record/day.ts';
import { daysParam, type ChangesFilter } from '../changes/changes-filter.ts';
import { placeOf } from '../changes/changes-log.ts';
import { kindOf } from '../kinds/index.ts';
import { weakeningName, type Weakening } from '../shared/weakenings.ts';
import { EVENT_KINDS, EVENTS, type EventKind } from './event-kinds.ts';
import { textOf, titleOf, type TrendEvent } from './trend-events.ts';

/**
 * Which events a drawing marks. `few`: what weakened a promise, what was delivered, what was certified;
 * `all`: every kind, each in a lane of its own.
 */
export const MARKS = ['few', 'all'] as const;
export type Marks = (typeof MARKS)[number];

/** Reads `?marks=`; `unasked` where it is absent or empty, undefined for what is neither. */
export function readMarks(param: string | null, unasked: Marks): Marks | undefined {
	if (param === null || param === '') return unasked;
	return MARKS.find((marks) => marks === param);
}

/** What a mark is drawn as; several weakenings together have a shape of their own. */
export type MarkKind = EventKind | 'weakened';

/** Events of one lane that fall together in a drawing, as one mark. */
export type TrendMark = {
	lane: MarkKind;
	/** The lane's, or what all of its events are. */
	shape: MarkKind;
	/** What its events are, in a word or two. */
	name: string;
	/** Where it stands: the mean of its events' days. */
	day: string;
	/** The first and the last of those days. */
	from: string;
	to: string;
	count: number;
	/** The goals' titles, of which a few stand for many. */
	names: string[];
	/** Goals that `names` leaves out, where it names any. */
	others: number;
	/** In plain words, of one event alone where all are marked. */
	text: string;
	lead: MarkLead;
};

/** Where a mark leads: to where its entry stands, or of several, to them in the change log. */
export type MarkLead =
	| { goal: string; fragment: string | null }
	| { path: string }
	| { entry: number }
	| { log: Partial<ChangesFilter> };

/** So many marks of one lane have room side by side; few are wanted where a reader meets them first. */
const MOST_SIDE_BY_SIDE: Record<Marks, number> = { few: 12, all: 30 };
/** Of several goals so many are named, where all events are marked. Few marks tell less: the rest is a link away. */
const NAMED = 3;

/**
 * The marks of events, which stand in order of day, in a drawing from `from` to `until`. Those of one
 * lane that would stand too close are one mark, so that there are never many, however long the record.
 */
export function marksOf(
	events: readonly TrendEvent[],
	from: string,
	until: string,
	t: string,
	marks: Marks
): TrendMark[] {
	const apart = daysBetween(from, until) / MOST_SIDE_BY_SIDE[marks];
	return LANES[marks].flatMap((lane) =>
		together(
			events.filter((event) => isIn(lane, event)),
			apart
		).map((some) => markOf(lane, some, t, marks))
	);
}

/** In the order in which they are drawn. */
export const LANES: Record<Marks, readonly MarkKind[]> = {
	few: ['certified', 'delivered', 'weakened'],
	all: EVENT_KINDS
};

const isIn = (lane: MarkKind, { kind, weakenings }: TrendEvent) =>
	lane === 'weakened' ? weakenings.length > 0 : lane === kind;

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
function markOf(lane: MarkKind, events: readonly TrendEvent[], t: string, marks: Marks): TrendMark {
	const first = events[0]!;
	const from = first.day;
	const to = events.at(-1)!.day;
	const sum = events.reduce((days, { day }) => days + daysBetween(from, day), 0);
	const goals = [...new Map(events.map((event) => [event.goal, event])).values()];
	const told = marks === 'all';
	const named = told ? goals.slice(0, NAMED) : events.length === 1 ? goals : [];
	const weakening = lane === 'weakened' ? sharedWeakening(events) : null;
	return {
		lane,
		shape: weakening ? DRAWN_AS[weakening] : lane,
		name: weakening ? weakeningName(weakening) : markName(lane),
		day: addDays(from, Math.round(sum / events.length)),
		from,
		to,
		count: events.length,
		names: named.map((event) => titleOf(event, t)).filter(Boolean),
		others: told ? goals.length - named.length : 0,
		text: told && events.length === 1 ? textOf(first, t) : '',
		lead:
			events.length === 1
				? leadOf(first)
				: {
						log: {
							...(lane === 'weakened' ? { weakening: weakening ?? 'any' } : IN_THE_LOG[lane]),
							days: daysParam(from, to)
						}
					}
	};
}

/** What a lane is called. */
export const markName = (lane: MarkKind): string =>
	lane === 'weakened' ? m.trend_weakened() : EVENTS[lane].word();

/** The first way in which all of the events weaken. */
function sharedWeakening(events: readonly TrendEvent[]): Weakening | null {
	const [first, ...others] = events;
	return (
		first!.weakenings.find((way) => others.every(({ weakenings }) => weakenings.includes(way))) ??
		null
	);
}

const DRAWN_AS: Record<Weakening, MarkKind> = {
	narrowed: 'narrowed',
	reworded: 'reworded',
	found_weaker: 'narrowed',
	date_moved_later: 'date_moved',
	condition_back: 'weakened',
	missed: 'missed',
	withdrawn: 'withdrawn',
	corrected_downward: 'corrected'
};

/** How the change log is narrowed to the events of a kind, as far as it can be. */
const IN_THE_LOG: Record<EventKind, Partial<ChangesFilter>> = {
	certified: { kind: 'scorecard.certified' },
	published: { kind: 'goal.published' },
	reported: { kind: 'progress.reported' },
	reviewed: { kind: 'review.published' },
	delivered: { kind: 'goal.closed' },
	strengthened: { change: 'strengthened' },
	editorial: { change: 'editorial' },
	superseded: { kind: 'goal.closed' },
	split: { kind: 'goal.closed' },
	date_moved: { change: 'date_moved' },
	reworded: { change: 'reworded' },
	narrowed: { change: 'narrowed' },
	missed: { weakening: 'missed' },
	withdrawn: { weakening: 'withdrawn' },
	corrected: { kind: 'progress.corrected' }
};

function leadOf({ entry, goal }: TrendEvent): MarkLead {
	if (goal && 'goal' in entry)
		return { goal: goal.key, fragment: placeOf(goal, entry)?.fragment ?? null };
	const path = kindOf(entry).path?.(entry);
	return path === undefined ? { entry: entry.seq } : { path };
}
