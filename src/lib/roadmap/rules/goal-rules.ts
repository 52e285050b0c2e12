import { m } from '../../paraglide/messages.js';
import { standsDelivered } from '../../record/corrections.ts';
import type { FileGoal } from '../file/file.ts';
import { checkOrder } from './order-rule.ts';
import { problem, type Path, type Problem } from '../file/problem.ts';
import { originalsOf } from '../file/timeline.ts';
import { checkTranslation } from './translation-rules.ts';
import { checkUpdates } from './update-rules.ts';

/** The rules that one goal can break by itself. */
export function checkGoal(goal: FileGoal, path: Path): Problem[] {
	return [
		...checkRevisions(goal, [...path, 'revisions']),
		...checkUpdates(goal, [...path, 'updates']),
		...checkReviews(goal, [...path, 'reviews']),
		...checkClosing(goal, [...path, 'closed'])
	];
}

function checkRevisions({ revisions, closed }: FileGoal, path: Path): Problem[] {
	const problems = checkOrder(revisions, path);
	revisions.forEach((revision, index) => {
		const say = (field: string, message: string) =>
			problems.push(problem([...path, index, field], message));
		problems.push(...checkTranslation(revision, index === 0, [...path, index]));
		if (index === 0 && revision.change !== 'published')
			say('change', m.import_first_change({ change: revision.change }));
		if (index > 0 && revision.change === 'published') say('change', m.import_later_published());
		if (index > 0 && revision.reason === undefined) say('reason', m.import_reason_missing());
		else if (index > 0 && !/\S/.test(revision.reason ?? '')) say('reason', m.import_reason_empty());
		if (index > 0 && closed && revision.effective_on > closed.effective_on)
			say('effective_on', m.import_revision_after_closing({ day: closed.effective_on }));
	});
	return problems;
}

function checkReviews({ updates, reviews = [] }: FileGoal, path: Path): Problem[] {
	const keys = new Set(updates.map((update) => update.key));
	return reviews.flatMap((review, index) => {
		if (keys.has(review.of)) return [];
		return [problem([...path, index, 'of'], m.import_review_of({ key: review.of }))];
	});
}

function checkClosing({ revisions, updates, closed }: FileGoal, path: Path): Problem[] {
	if (!closed) return [];
	const problems: Problem[] = [];
	const first = revisions[0]?.effective_on;
	if (first !== undefined && closed.effective_on < first)
		problems.push(problem([...path, 'effective_on'], m.import_closed_before({ day: first })));
	if (
		closed.as === 'delivered' &&
		!standsDelivered(updates, originalsOf(updates), closed.effective_on)
	)
		problems.push(problem([...path, 'as'], m.import_not_delivered({ day: closed.effective_on })));
	return problems;
}
