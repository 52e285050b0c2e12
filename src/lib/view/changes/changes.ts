import { m } from '../../paraglide/messages.js';
import { firstTargeted, predecessorAsOf, standingUpdateAsOf } from '../../record/as-of.ts';
import { daysPassed, ownMovesAsOf, type TargetSet } from '../../record/date-moves.ts';
import { daysBetween } from '../../record/day.ts';
import type {
	Entry,
	GoalPublished,
	GoalRevised,
	ProgressCorrected,
	ProgressReported,
	ReviewPublished
} from '../../record/entries.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { revisionText, titleAsOf } from '../shared/in-language.ts';
import type { BadgeKind } from '../shared/badges.ts';
import { shortDay } from '../shared/day.ts';
import { onlyTranslation } from '../shared/translation-parts.ts';
import { gradeName } from '../shared/words.ts';

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

export type GoalEntry = Extract<Entry, { goal: string }>;

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
	const move = moves.get(entry);
	switch (entry.kind) {
		case 'goal.published': {
			const before = predecessorAsOf(organization, goal, t);
			const title = before && titleAsOf(before, t);
			return { badge: 'published', text: publishedText(entry, title, move) };
		}
		case 'goal.revised':
			return { badge: entry.change, text: revisedText(goal, entry, move) };
		case 'goal.closed':
			return { badge: entry.as, text: entry.reason };
		case 'progress.reported':
			return { badge: 'reported', text: reportedText(goal, entry) };
		case 'progress.corrected':
			return { badge: 'corrected', text: correctedText(goal, entry) };
		case 'review.published':
			return reviewInWords(goal, entry);
		case 'review.answered':
			return { badge: 'answered', text: m.reviews_change_answered({ statement: entry.statement }) };
	}
}

/** `title` is that of the goal that this one carries on, where it does. */
function publishedText(
	{ target }: GoalPublished,
	title: string | undefined,
	move: TargetSet | undefined
): string {
	const day = target && shortDay(target.on);
	if (title === undefined) return day ? m.change_published({ day }) : m.change_published_undated();
	if (move) return m.change_carries_on_moved({ title, move: moveText(move) });
	return day ? m.change_carries_on({ title, day }) : m.change_carries_on_undated({ title });
}

function revisedText(goal: Goal, entry: GoalRevised, move: TargetSet | undefined): string {
	const reason = revisionText(entry).reason ?? '';
	if (move) return m.change_revised({ move: moveText(move), reason });
	if (!entry.target || firstTargeted(goal) !== entry) {
		const before = goal.revisions[goal.revisions.indexOf(entry) - 1];
		const what = before ? onlyTranslation(before, entry) : null;
		return what ? m.change_translation({ what, reason }) : reason;
	}
	const set = m.change_target_set({ day: shortDay(entry.target.on) });
	return m.change_revised({ move: set, reason });
}

/** "From 30 Sep 2025 to 15 Dec 2025, 76 days later.", and whether the date had passed by then. */
function moveText(move: TargetSet): string {
	const count = daysPassed(move);
	const text = datesText(move);
	return count > 0 ? m.change_moved_overdue({ move: text, count }) : text;
}

function datesText({ from, to }: TargetSet): string {
	if (!to) return m.change_target_dropped();
	if (!from) return m.change_target_set({ day: shortDay(to) });
	const moved = daysBetween(from, to);
	const days = { from: shortDay(from), to: shortDay(to), count: Math.abs(moved) };
	return moved > 0 ? m.change_moved_later(days) : m.change_moved_earlier(days);
}

function reportedText(goal: Goal, entry: ProgressReported): string {
	const before = gradeBefore(goal, entry.seq, entry.effective_on);
	const now = gradeName(entry.grade);
	if (before === undefined) return m.change_first_update({ now });
	if (before === entry.grade) return m.change_same_grade({ now });
	return m.change_new_grade({ now, before: gradeName(before) });
}

function correctedText(goal: Goal, entry: ProgressCorrected): string {
	const before = gradeOf(goal, entry.corrects);
	const now = gradeName(entry.grade);
	return before === undefined || before === entry.grade
		? m.change_corrected_same({ now })
		: m.change_corrected({ now, before: gradeName(before) });
}

function reviewInWords(goal: Goal, entry: ReviewPublished) {
	const own = gradeOf(goal, entry.of);
	const [reviewer, theirs] = [entry.reviewer.name, gradeName(entry.grade)];
	if (own === entry.grade)
		return { badge: 'reviewed', text: m.change_review_agrees({ reviewer, theirs }) } as const;
	const text =
		own === undefined
			? m.change_review({ reviewer, theirs })
			: m.change_review_differs({ reviewer, theirs, own: gradeName(own) });
	return { badge: 'review-differs', text } as const;
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
