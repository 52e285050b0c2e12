import type { ReviewAnswered, ReviewPublished } from '../entries.ts';
import type { FoldIndex } from '../fold-index.ts';
import type { Goal } from '../state.ts';
import { fail } from './misplaced.ts';
import { findUpdate } from './progress.ts';

export function review(goal: Goal, entry: ReviewPublished, index: FoldIndex): void {
	findUpdate(goal, entry, entry.of, index).update.reviews.push(entry);
}

export function answer(goal: Goal, entry: ReviewAnswered, index: FoldIndex): void {
	const { update } = findUpdate(goal, entry, entry.of, index);
	// The latest first: a review is answered soon, or not at all.
	if (!update.reviews.findLast(({ seq }) => seq === entry.review))
		fail(entry, `entry ${entry.review} is no review of update "${update.key}"`);
	if (update.answers.some(({ review }) => review === entry.review))
		fail(entry, `review ${entry.review} is answered already`);
	update.answers.push(entry);
}
