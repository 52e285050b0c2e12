import { m } from '../../paraglide/messages.js';
import type { TargetWithin } from '../../record/parts.ts';
import { daysBetween } from '../../record/day.ts';
import type { GoalPublished, GoalRevised } from '../../record/entries.ts';
import { isConfirmedAsOf } from '../../record/labels.ts';
import type { Goal } from '../../record/state.ts';
import { countedAs } from '../kinds/goal-revision.ts';
import type { BadgeKind } from '../shared/badges.ts';
import { longDay } from '../shared/day.ts';
import type { ChangedPart, DiffPart } from '../shared/diff.ts';
import { revisionText } from '../shared/in-language.ts';
import { recorded } from '../shared/recorded.ts';
import { translationParts, wordsDiff, type WordsDiff } from '../shared/translation-parts.ts';

type Revision = GoalPublished | GoalRevised;

/** Every revision effective by `t` with what it changed, newest first. */
export function revisionsView(goal: Goal, t: string) {
	return goal.revisions
		.map((revision, index) => ({ revision, before: goal.revisions[index - 1] }))
		.filter(({ revision }) => revision.effective_on <= t)
		.map(({ revision, before }) => ({
			...revisionHead(revision),
			changes: before ? changedParts(before, revision) : null,
			...labelOf(goal, revision, t),
			reviews: goal.revisionReviews
				.filter((review) => review.revision === revision.revision && review.effective_on <= t)
				.map((review) => ({ ...recorded(review), review }))
		}))
		.reverse();
}
export type RevisionView = ReturnType<typeof revisionsView>[number];

/** What a revision counts as where that is not what it is called, and whether other words are confirmed. */
function labelOf(goal: Goal, revision: Revision, t: string) {
	if (revision.kind !== 'goal.revised') return { counts_as: null, unconfirmed: false };
	const counted = countedAs(goal, revision);
	return {
		counts_as: counted === revision.change ? null : counted,
		unconfirmed: counted === 'reworded' && !isConfirmedAsOf(goal, revision.revision, t)
	};
}

/** What kind of change a revision is, when and why. */
export function revisionHead(revision: Revision) {
	const change: BadgeKind = revision.kind === 'goal.revised' ? revision.change : 'published';
	return {
		...recorded(revision),
		number: revision.revision,
		day: revision.effective_on,
		change,
		reason: revisionText(revision).reason,
		source: revision.source ?? null
	};
}
export type RevisionHead = ReturnType<typeof revisionHead>;

/** What differs between two revisions, part by part; empty where their texts are the same. */
export function changedParts(before: Revision, after: Revision): ChangedPart[] {
	return comparedParts(before, after).flatMap(({ name, parts, note }) =>
		parts ? [{ name, parts, ...(note && { note }) }] : []
	);
}

type ComparedPart = { name: string; parts: DiffPart[] | null; note?: string | undefined };

/** Every part of a goal's text in two revisions; `parts` is null where it is the same in both. */
export function comparedParts(before: Revision, after: Revision): ComparedPart[] {
	const { texts, translated } = diffOf(before, after);
	const targets = [targetText(before), targetText(after)] as const;
	const outlooks = [outlookText(before), outlookText(after)] as const;
	return [
		{ name: m.goal_part_title(), parts: texts.title },
		{ name: m.goal_part_statement(), parts: texts.statement },
		{ name: m.goal_part_criteria(), parts: texts.criteria },
		{ name: m.goal_part_target(), parts: replaced(...targets), note: moved(before, after) },
		{ name: m.goal_part_outlook(), parts: replaced(...outlooks) },
		...translationParts(before, after, translated)
	];
}

type Diffs = { texts: WordsDiff; translated: WordsDiff };

// An entry never changes, and a statement may be as long as a book.
const known = new WeakMap<Revision, WeakMap<Revision, Diffs>>();

function diffOf(before: Revision, after: Revision): Diffs {
	const ofBefore = known.get(before) ?? new WeakMap<Revision, Diffs>();
	known.set(before, ofBefore);
	let made = ofBefore.get(after);
	if (!made) {
		made = {
			texts: wordsDiff(before, after),
			translated: wordsDiff(before.translation ?? {}, after.translation ?? {})
		};
		ofBefore.set(after, made);
	}
	return made;
}

/** Short values read better whole than word by word; null where both are the same. */
export function replaced(before: string, after: string): DiffPart[] | null {
	if (before === after) return null;
	return [
		{ text: before, change: 'removed' },
		{ text: ' ', change: 'same' },
		{ text: after, change: 'added' }
	];
}

/** When a goal is due, in words: a day, or days from its condition. */
export function targetText({
	target,
	target_within
}: Pick<Revision, 'target' | 'target_within'>): string {
	if (target_within) return withinText(target_within);
	if (!target) return m.goal_target_none();
	const { on, note } = target;
	const [day, basis] = [longDay(on), m.goal_target_basis({ basis: target.basis })];
	return note ? m.goal_target_noted({ day, basis, note }) : m.goal_target_text({ day, basis });
}

/** “90 days from the day the condition is met, stated”. */
export function withinText({ days, basis, note }: TargetWithin): string {
	const text = m.goal_target_within({ count: days, basis: m.goal_target_basis({ basis }) });
	return note ? m.ws_noted({ text, note }) : text;
}

function moved(before: Revision, after: Revision): string | undefined {
	const [was, is] = [before.target_within, after.target_within];
	if (was && is) return movedBy(is.days - was.days) ?? undefined;
	if (!before.target || !after.target) return undefined;
	const moved = movedBy(daysBetween(before.target.on, after.target.on));
	if (moved === null) return undefined;
	// Of revisions further apart, one between them may have moved the date in time.
	const next = after.revision === before.revision + 1;
	return next ? whenPassed(moved, daysBetween(before.target.on, after.effective_on)) : moved;
}

/** "76 days later", "1 day earlier"; null for no move. */
export function movedBy(days: number): string | null {
	if (days === 0) return null;
	return days > 0 ? m.goal_moved_later({ count: days }) : m.goal_moved_earlier({ count: -days });
}

/** What happened to a date, and where it had passed by then, by how many days. */
export function whenPassed(moved: string, days: number): string {
	return days > 0 ? m.goal_moved_overdue({ moved, count: days }) : moved;
}

const outlookText = ({ outlook }: Revision) =>
	outlook ? m.outlook_word({ outlook }) : m.goal_outlook_none();
