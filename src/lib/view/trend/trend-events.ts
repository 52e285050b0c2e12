import { titleAsOf } from '../shared/in-language.ts';
import type { Entry } from '../../record/entries.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { ownMovesAsOf } from '../../record/date-moves.ts';
import { changeLine } from '../changes/changes.ts';
import { weakeningsOf } from '../changes/weakening.ts';
import { kindOf } from '../kinds/index.ts';
import type { EventKind } from './event-kinds.ts';
import { clipped } from '../shared/graphemes.ts';
import type { Weakening } from '../shared/weakenings.ts';

export const eventKind = (entry: Entry): EventKind | undefined => kindOf(entry).event?.(entry);

/** An entry that a trend marks; `goal` is null where it speaks of the whole organization. */
export type TrendEvent = {
	kind: EventKind;
	day: string;
	entry: Entry;
	goal: Goal | null;
	organization: Organization;
	/** How it weakens its goal, as the change log has it. */
	weakenings: Weakening[];
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
 * What happened to the goals, in order of day; progress updates and reviews that weaken nothing are left
 * out, for they are many and the lines show them.
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
	const moves = goal && ownMovesAsOf(organization, goal, to);
	for (const entry of entries) {
		const day = entry.effective_on;
		const kind = day >= from && day <= to ? eventKind(entry) : undefined;
		if (!kind) continue;
		const known = { move: moves?.get(entry), t: to };
		const weakenings = goal ? weakeningsOf(organization, goal, entry, known) : [];
		const progress = kind === 'reported' || kind === 'reviewed';
		if (updates || !progress || weakenings.length > 0)
			events.push({ kind, day, entry, goal, organization, weakenings });
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
	return clipped(text, LONGEST_TEXT);
}
