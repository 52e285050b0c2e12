import { titleAsOf } from '../shared/in-language.ts';
import { m } from '../../paraglide/messages.js';
import type { Entry } from '../../record/entries.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { changeLine } from '../changes/changes.ts';

/**
 * The kinds of events that a trend marks, in the order of their lanes. A kind is one line here, one
 * shape in components/chart/EventShapes.svelte and, where an entry's kind is not yet told apart, one line below.
 * What makes less of a promise is `on_line`: marked on the line itself too.
 */
export const EVENTS = {
	certified: { word: m.trend_certified, on_line: false },
	published: { word: m.badge_published, on_line: false },
	reported: { word: m.badge_reported, on_line: false },
	reviewed: { word: m.trend_review, on_line: false },
	delivered: { word: m.badge_delivered, on_line: false },
	strengthened: { word: m.badge_strengthened, on_line: false },
	editorial: { word: m.badge_editorial, on_line: false },
	superseded: { word: m.badge_superseded, on_line: false },
	split: { word: m.badge_split, on_line: false },
	date_moved: { word: m.badge_date_moved, on_line: true },
	narrowed: { word: m.badge_narrowed, on_line: true },
	withdrawn: { word: m.badge_withdrawn, on_line: true },
	corrected: { word: m.badge_corrected, on_line: false }
} as const satisfies Record<string, { word: () => string; on_line: boolean }>;
export type EventKind = keyof typeof EVENTS;
export const EVENT_KINDS = Object.keys(EVENTS) as EventKind[];

/** By the kind of the entry, where that alone says what happened. */
const BY_ENTRY: Partial<Record<string, EventKind>> = {
	'goal.published': 'published',
	'progress.reported': 'reported',
	'progress.corrected': 'corrected',
	'review.published': 'reviewed',
	'scorecard.certified': 'certified'
};

export function eventKind(entry: Entry): EventKind | undefined {
	if (entry.kind === 'goal.revised') return entry.change;
	if (entry.kind === 'goal.closed') return entry.as;
	return BY_ENTRY[entry.kind];
}

/** An entry that a trend marks; `goal` is null where it speaks of the whole organization. */
export type TrendEvent = {
	kind: EventKind;
	day: string;
	entry: Entry;
	goal: Goal | null;
	organization: Organization;
};

/** What the entries say happened to `goal` from one day to another, in record order. */
export function goalEvents(
	organization: Organization,
	goal: Goal,
	from: string,
	to: string
): TrendEvent[] {
	return eventsAmong(organization, goal.entries, goal, from, to, true);
}

/**
 * What happened to the goals, in order of day; progress updates and
 * reviews are left out, for they are many and the lines show them.
 * With `whole`, also what happened to the organization itself.
 */
export function organizationEvents(
	organization: Organization,
	goals: readonly Goal[],
	from: string,
	to: string,
	whole: boolean
): TrendEvent[] {
	const own = organization.entries.filter((entry) => !('goal' in entry));
	return [
		...(whole ? eventsAmong(organization, own, null, from, to, false) : []),
		...goals.flatMap((goal) => eventsAmong(organization, goal.entries, goal, from, to, false))
	].sort(byDay);
}

/** By day; on one day in record order. Days are plain ASCII. */
export function byDay(a: TrendEvent, b: TrendEvent): number {
	if (a.day === b.day) return a.entry.seq - b.entry.seq;
	return a.day < b.day ? -1 : 1;
}

function eventsAmong(
	organization: Organization,
	entries: readonly Entry[],
	goal: Goal | null,
	from: string,
	to: string,
	updates: boolean
): TrendEvent[] {
	const events: TrendEvent[] = [];
	for (const entry of entries) {
		const day = entry.effective_on;
		const kind = day >= from && day <= to ? eventKind(entry) : undefined;
		const progress = kind === 'reported' || kind === 'reviewed';
		if (kind && (updates || !progress)) events.push({ kind, day, entry, goal, organization });
	}
	return events;
}

/** The title that the event's goal has as of `t`; empty where it speaks of the organization. */
export function titleOf({ goal }: TrendEvent, t: string): string {
	return goal ? titleAsOf(goal, t) : '';
}

const LONGEST_TEXT = 280;

/** What happened and why in plain words, cut where it is long: the entry itself is a link away. */
export function textOf({ entry, goal, organization }: TrendEvent, t: string): string {
	const text =
		goal && 'goal' in entry
			? changeLine(organization, goal, entry, t).text
			: 'statement' in entry
				? entry.statement
				: '';
	return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1).trimEnd()}…`;
}
