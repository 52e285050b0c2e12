import { gradeName } from './words.ts';
import { revisionAsOf, standingUpdateAsOf } from '../record/as-of.ts';
import { daysBetween } from '../record/day.ts';
import type {
	Entry,
	GoalRevised,
	OrganizationRegistered,
	ScorecardCertified
} from '../record/entries.ts';
import type { Goal, Organization } from '../record/state.ts';

import type { BadgeKind } from './badges.ts';
import { days, shortDay } from './day.ts';

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

type GoalEntry = Exclude<Entry, OrganizationRegistered | ScorecardCertified>;

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
		.map((entry) => changeLine(organization.goals.get(entry.goal)!, entry, t));
}

/** Days are plain ASCII: comparing them by a language's rules would cost far more. */
function newestFirst(a: Entry, b: Entry): number {
	if (a.effective_on === b.effective_on) return b.seq - a.seq;
	return a.effective_on < b.effective_on ? 1 : -1;
}

/** What an entry says of its goal, under the title that the goal has as of `t`. */
export function changeLine(goal: Goal, entry: GoalEntry, t: string): ChangeLine {
	return {
		seq: entry.seq,
		day: entry.effective_on,
		goal: goal.key,
		title: revisionAsOf(goal, t)?.title ?? goal.key,
		...inWords(goal, entry)
	};
}

function inWords(goal: Goal, entry: GoalEntry): { badge: BadgeKind; text: string } {
	switch (entry.kind) {
		case 'goal.published':
			return {
				badge: 'published',
				text: entry.target
					? `New goal, due on ${shortDay(entry.target.on)}.`
					: 'New goal, without a target date.'
			};
		case 'goal.revised':
			return { badge: entry.change, text: `${targetMove(goal, entry)}${entry.reason}` };
		case 'goal.closed':
			return { badge: entry.as, text: entry.reason };
		case 'progress.reported': {
			const before = gradeBefore(goal, entry.seq, entry.effective_on);
			const now = gradeName(entry.grade);
			if (before === undefined) return { badge: 'reported', text: `First update: ${now}.` };
			if (before === entry.grade) return { badge: 'reported', text: `Still ${now}.` };
			return { badge: 'reported', text: `Now ${now}, was ${gradeName(before)}.` };
		}
		case 'progress.corrected': {
			const was = gradeOf(goal, entry.corrects);
			const now = gradeName(entry.grade);
			return {
				badge: 'corrected',
				text:
					was === undefined || was === entry.grade
						? `An update was corrected; the grade stays ${now}.`
						: `An update was corrected to ${now}, was ${gradeName(was)}.`
			};
		}
		case 'review.published': {
			const own = gradeOf(goal, entry.of);
			const theirs = gradeName(entry.grade);
			return own === entry.grade
				? { badge: 'reviewed', text: `${entry.reviewer.name} grades it ${theirs} too.` }
				: {
						badge: 'review-differs',
						text:
							`${entry.reviewer.name} grades it ${theirs}` +
							(own === undefined ? '.' : `; the self-grade is ${gradeName(own)}.`)
					};
		}
	}
}

/** "From 30 Sep 2025 to 15 Dec 2025, 76 days later. ", where the target date changed. */
function targetMove(goal: Goal, entry: GoalRevised): string {
	const before = goal.revisions[goal.revisions.indexOf(entry) - 1]?.target?.on;
	const now = entry.target?.on;
	if (before === now) return '';
	if (!now) return 'The target date was dropped. ';
	if (!before) return `Now due on ${shortDay(now)}. `;
	const moved = daysBetween(before, now);
	const direction = moved > 0 ? 'later' : 'earlier';
	return `From ${shortDay(before)} to ${shortDay(now)}, ${days(Math.abs(moved))} ${direction}. `;
}

/** The grade that stood when entry `seq` was added. */
function gradeBefore(goal: Goal, seq: number, day: string) {
	const reports = goal.reports
		.filter(({ original }) => original.entry.seq < seq)
		.map(({ original, corrections }) => ({
			original,
			corrections: corrections.filter(({ entry }) => entry.seq < seq)
		}));
	return standingUpdateAsOf({ ...goal, reports }, day)?.update.entry.grade;
}

/** The grade that the goal's update of that key gave; undefined where there is no such update. */
export function gradeOf(goal: Goal, update: string) {
	for (const { original, corrections } of goal.reports) {
		if (original.key === update) return original.entry.grade;
		for (const { key, entry } of corrections) if (key === update) return entry.grade;
	}
	return undefined;
}
