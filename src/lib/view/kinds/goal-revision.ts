import { m } from '../../paraglide/messages.js';
import { firstTargeted, predecessorAsOf } from '../../record/as-of.ts';
import { daysPassed, movedLater, type TargetSet } from '../../record/date-moves.ts';
import { daysBetween } from '../../record/day.ts';
import { countedLabels, isConfirmedAsOf } from '../../record/labels.ts';
import type { GoalPublished, GoalRevised } from '../../record/entries.ts';
import type { Goal } from '../../record/state.ts';
import { CHANGES, type Change } from '../../record/vocabulary.ts';
import { BADGES } from '../shared/badges.ts';
import { shortDay } from '../shared/day.ts';
import { revisionText, titleAsOf } from '../shared/in-language.ts';
import { onlyTranslation } from '../shared/translation-parts.ts';
import type { Weakening } from '../shared/weakenings.ts';
import type { DraftedKind, Kind, KnownOfChange } from './kind.ts';
import { goalPath, type DraftRef, type Told } from './told.ts';

const place = ({ revision }: GoalPublished | GoalRevised) => ({
	name: m.changes_place_revision({ number: revision }),
	fragment: `revision-${revision}`
});

/** A date that is dropped counts as moved later. The first revision of a successor may move its predecessor's. */
const weakeningOfDate = (move: TargetSet | undefined): Weakening[] =>
	move && movedLater(move) ? ['date_moved_later'] : [];

/**
 * By what the revision does, whatever it is called. Other words are listed until a reviewer confirms them; of a
 * transcribed record nobody here chose them.
 */
function weakeningOfWords(entry: GoalRevised, goal: Goal, { t, own }: KnownOfChange): Weakening[] {
	const counted = countedAs(goal, entry);
	if (counted === 'narrowed') return ['narrowed'];
	const isOpen = own && counted === 'reworded' && !isConfirmedAsOf(goal, entry.revision, t);
	return isOpen ? ['reworded'] : [];
}

/** The kind of change that a revision counts as by what it does. */
export function countedAs(goal: Goal, entry: GoalRevised): Change {
	return countedLabels(goal).get(entry.revision) ?? entry.change;
}

export const goalPublished: Kind<GoalPublished> = {
	name: m.record_kind_published,
	badge: () => 'published',
	text: (entry, { organization, goal, t, move }) => {
		const before = predecessorAsOf(organization, goal, t);
		return publishedText(entry, before && titleAsOf(before, t), move);
	},
	place,
	event: () => 'published',
	weakenings: (_entry, _goal, { move }) => weakeningOfDate(move)
};

const page = ({ id, subject }: DraftRef) => `/goals/${subject}/revise/${id}`;
const proposal = ({ slug, draft }: Told) => `/workspace/${slug}${page(draft!)}`;
const isChange = (word: string): word is Change => CHANGES.some((each) => each === word);

export const goalRevised: DraftedKind<GoalRevised> = {
	name: m.record_kind_revised,
	draft: () => m.draft_name_revision(),
	published: (changes) => {
		// Two where two revisions were published in one step.
		const words = changes.split('/').map((change) => isChange(change) && BADGES[change].word());
		return words.every((word) => word !== false)
			? m.revision_log_published({ change: words.join(m.list_comma()) })
			: null;
	},
	detail: ({ change }) => BADGES[change].word().toLowerCase(),
	badge: ({ change }) => change,
	text: (entry, { goal, move }) => revisedText(goal, entry, move),
	place,
	event: ({ change }) => change,
	// It may narrow its goal and move its date at once.
	weakenings: (entry, goal, known) => [
		...weakeningOfWords(entry, goal, known),
		...weakeningOfDate(known.move)
	],
	onItsWay: {
		// A leader who calls the database directly can draft one of a goal that is not there.
		name: ({ subject }, titleOf) => {
			const goal = titleOf(subject);
			return goal === undefined ? null : m.revision_named({ goal });
		},
		page
	},
	notices: {
		submitted: { line: m.told_revision_submitted, path: proposal },
		returned: { line: m.told_revision_returned, path: proposal },
		published: { line: m.told_revision_published, path: goalPath }
	}
};

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
