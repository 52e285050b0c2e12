import { ownMovesAsOf, type TargetSet } from '../../record/date-moves.ts';
import type { Entry } from '../../record/entries.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { kindOf } from '../kinds/index.ts';
import type { GoalEntry } from '../kinds/kind.ts';
import type { BadgeKind } from '../shared/badges.ts';
import { titleAsOf } from '../shared/in-language.ts';

/** One entry of the record in plain words, as lists of changes show it. */
export type ChangeLine = {
	seq: number;
	/** The day that the entry speaks of. */
	day: string;
	goal: string;
	title: string;
	badge: BadgeKind;
	text: string;
};

/** The latest changes as of `t`, newest first: by day, and within a day by record order. */
export function latestChanges(
	organization: Organization,
	t: string,
	limit = Number.POSITIVE_INFINITY
): ChangeLine[] {
	// In record order, which mostly is that of days, there is little to sort.
	return organization.entries
		.filter((entry): entry is GoalEntry => 'goal' in entry && entry.effective_on <= t)
		.sort(newestFirst)
		.slice(0, limit)
		.map((entry) => changeLine(organization, organization.goals.get(entry.goal)!, entry, t));
}

/** Days are plain ASCII: comparing them by a language's rules would cost far more. */
function newestFirst(a: Entry, b: Entry): number {
	if (a.effective_on === b.effective_on) return b.seq - a.seq;
	return a.effective_on < b.effective_on ? 1 : -1;
}

/** What an entry says of its goal, under the title that the goal has as of `t`. */
export function changeLine(
	organization: Organization,
	goal: Goal,
	entry: GoalEntry,
	t: string
): ChangeLine {
	return {
		seq: entry.seq,
		day: entry.effective_on,
		goal: goal.key,
		title: titleAsOf(goal, t),
		...inWords(organization, goal, entry, t)
	};
}

/**
 * What an entry did to its goal, in one badge and plain words, as known as of `t`; `moves` are the
 * goal's own of its target date.
 */
export function inWords(
	organization: Organization,
	goal: Goal,
	entry: GoalEntry,
	t: string,
	moves: ReadonlyMap<Entry, TargetSet> = ownMovesAsOf(organization, goal, t)
): { badge: BadgeKind; text: string } {
	const kind = kindOf(entry);
	const text = kind.text(entry, { organization, goal, t, move: moves.get(entry) });
	return { badge: kind.badge(entry, goal), text };
}
