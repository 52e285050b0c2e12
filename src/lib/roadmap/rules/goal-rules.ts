import { m } from '../../paraglide/messages.js';
import { lastGrade, standsDelivered } from '../../record/corrections.ts';
import type { FileGoal } from '../file/file.ts';
import { checkConditions, checkTargets } from './condition-rules.ts';
import { checkOrder } from './order-rule.ts';
import { problem, type Path, type Problem } from '../file/problem.ts';
import { originalsOf } from '../file/timeline.ts';
import { checkReviews, checkRevisionReviews } from './review-rules.ts';
import { checkTranslation } from './translation-rules.ts';
import { checkUpdates } from './update-rules.ts';

/** The rules that one goal can break by itself. */
export function checkGoal(goal: FileGoal, path: Path): Problem[] {
	return [
		...checkRevisions(goal, [...path, 'revisions']),
		...checkTargets(goal, [...path, 'revisions']),
		...checkUpdates(goal, [...path, 'updates']),
		...checkReviews(goal, [...path, 'reviews']),
		...checkConditions(goal, [...path, 'conditions']),
		...checkRevisionReviews(goal, [...path, 'revision_reviews']),
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

function checkClosing({ revisions, updates, closed }: FileGoal, path: Path): Problem[] {
	if (!closed) return [];
	const problems: Problem[] = [];
	const first = revisions[0]?.effective_on;
	if (first !== undefined && closed.effective_on < first)
		problems.push(problem([...path, 'effective_on'], m.import_closed_before({ day: first })));
	const { effective_on: day } = closed;
	if (closed.as === 'missed' && lastGrade(updates, originalsOf(updates), day) === 4)
		problems.push(problem([...path, 'as'], m.import_missed_delivered({ day })));
	if (closed.as === 'delivered' && !standsDelivered(updates, originalsOf(updates), day))
		problems.push(problem([...path, 'as'], m.import_not_delivered({ day })));
	return problems;
}
