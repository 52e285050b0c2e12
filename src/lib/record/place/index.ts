import type { Entry, EntryKind, EntryOf } from '../entries.ts';
import type { FoldIndex } from '../fold-index.ts';
import type { Goal, Organization } from '../state.ts';
import { judge } from './condition.judged.ts';
import { close } from './goal.closed.ts';
import { publish, revise } from './goal-revision.ts';
import { fail } from './misplaced.ts';
import { correct, report } from './progress.ts';
import { answer, review } from './review.ts';
import { reviewRevision } from './revision.reviewed.ts';
import { certify } from './scorecard.certified.ts';

/** How an entry of each kind takes its place in the state of its organization. */

type Place<E> = (organization: Organization, entry: E, index: FoldIndex) => void;
/** Registering makes the organization: the fold does that. */
type Placed = Exclude<EntryKind, 'organization.registered'>;

const PLACES: { [K in Placed]: Place<EntryOf<K>> } = {
	'organization.amended': ({ amended }, entry) => void amended.push(entry),
	'goal.published': publish,
	'goal.revised': ofGoal(revise),
	'condition.judged': ofGoal(judge),
	'goal.closed': ofGoal(close),
	'progress.reported': ofGoal(report),
	'progress.corrected': ofGoal(correct),
	'review.published': ofGoal(review),
	'review.answered': ofGoal(answer),
	'revision.reviewed': ofGoal(reviewRevision),
	'record.checked': ({ checks }, entry) => void checks.push(entry),
	'scorecard.certified': certify
};

/** Throws `Misplaced` where the entry does not follow from the ones before it; nothing is changed then. */
export function placeIn(
	organization: Organization,
	entry: EntryOf<Placed>,
	index: FoldIndex
): void {
	(PLACES[entry.kind] as Place<Entry>)(organization, entry, index);
	organization.entries.push(entry);
}

/** Of an entry that speaks of a goal which is there. */
function ofGoal<E extends Extract<Entry, { goal: string }>>(
	place: (goal: Goal, entry: E, index: FoldIndex, organization: Organization) => void
): Place<E> {
	return (organization, entry, index) => {
		const goal = organization.goals.get(entry.goal);
		if (!goal) fail(entry, `unknown goal "${entry.goal}"`);
		place(goal, entry, index, organization);
		goal.entries.push(entry);
	};
}
