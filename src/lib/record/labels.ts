import { revisionStandingAsOf } from './standing-reviews.ts';
import type { Goal } from './state.ts';
import type { Change } from './vocabulary.ts';
import { wordsOf } from './words.ts';

/** Whether a revision does what its kind of change may do, and what it counts as where it does not. */

/** What a revision promises, in the record, in a file or as a draft. */
export type Promised = {
	title: string;
	statement: string;
	criteria: readonly string[];
	target?: { on: string } | null | undefined;
	target_within?: { days: number } | null | undefined;
};

/** What happened to a goal from one revision to the next, as far as labels ask. */
export type Difference = {
	/** More criteria or fewer; 0 for as many. */
	criteria: number;
	/** Words of the title, the statement or a criterion are others; a criterion is compared by its place. */
	reworded: boolean;
	date: 'same' | 'earlier' | 'later';
};

export function differenceOf(before: Promised, after: Promised): Difference {
	const others = (a: string, b: string) => a !== b && wordsOf(a) !== wordsOf(b);
	return {
		criteria: after.criteria.length - before.criteria.length,
		reworded:
			others(before.title, after.title) ||
			others(before.statement, after.statement) ||
			before.criteria.some(
				(criterion, place) =>
					place < after.criteria.length && others(criterion, after.criteria[place]!)
			),
		date: dateChange(before, after)
	};
}

/** A first date comes earlier than none; one that is dropped comes later than any. */
function dateChange(before: Promised, after: Promised): Difference['date'] {
	const [was, is] = [dateOf(before), dateOf(after)];
	if (was === is) return 'same';
	if (was === undefined) return 'earlier';
	return is === undefined || is > was ? 'later' : 'earlier';
}

const dateOf = ({ target, target_within }: Promised) => target?.on ?? target_within?.days;

/** Whether the kind of change may do what the revision does. */
export function isTrueLabel(change: Change, { criteria, reworded, date }: Difference): boolean {
	switch (change) {
		case 'narrowed':
			return true;
		case 'editorial':
			return criteria === 0 && !reworded && date === 'same';
		case 'strengthened':
			return criteria >= 0 && !reworded && date !== 'later';
		case 'date_moved':
			return criteria === 0 && !reworded && date === 'later';
		case 'reworded':
			return criteria === 0 && date === 'same';
	}
}

/**
 * The kind of change that a revision counts as: its label, or the weakest of what it does where the label
 * may not do that. A label that is untrue without any weakening stands.
 */
export function countsAs(change: Change, before: Promised, after: Promised): Change {
	const difference = differenceOf(before, after);
	if (isTrueLabel(change, difference)) return change;
	if (difference.criteria < 0) return 'narrowed';
	if (difference.reworded) return 'reworded';
	return difference.date === 'later' ? 'date_moved' : change;
}

/**
 * What each revision of the goal counts as, by its number; a goal's first has no kind of change. Texts are compared
 * once, however many pages ask.
 */
export function countedLabels(goal: Pick<Goal, 'revisions'>): ReadonlyMap<number, Change> {
	const known = labels.get(goal);
	if (known?.revisions === goal.revisions.length) return known.counted;
	const counted = compareAll(goal);
	labels.set(goal, { revisions: goal.revisions.length, counted });
	return counted;
}
const labels = new WeakMap<object, { revisions: number; counted: Map<number, Change> }>();

function compareAll(goal: Pick<Goal, 'revisions'>): Map<number, Change> {
	const counted = new Map<number, Change>();
	for (const [index, revision] of goal.revisions.entries()) {
		const before = goal.revisions[index - 1];
		if (before && revision.kind === 'goal.revised')
			counted.set(revision.revision, countsAs(revision.change, before, revision));
	}
	return counted;
}

/**
 * Whether a review says by `t` that the revision left the goal as it was, or made it stronger: until then a
 * reworded one is not confirmed.
 */
export function isConfirmedAsOf(goal: Goal, revision: number, t: string): boolean {
	const standing = revisionStandingAsOf(goal, revision, t);
	return standing !== undefined && standing.effect !== 'weaker';
}
