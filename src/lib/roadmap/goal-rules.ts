import type { FileGoal } from './file.ts';
import { checkOrder } from './order-rule.ts';
import { problem, type Path, type Problem } from './problem.ts';
import { standsDelivered } from './timeline.ts';
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
			say('change', `is "${revision.change}" on the first revision: that one is "published"`);
		if (index > 0 && revision.change === 'published')
			say('change', 'is "published" on a later revision: say how it changes the one before it');
		if (index > 0 && revision.reason === undefined)
			say('reason', 'is missing: every revision after the first says why');
		else if (index > 0 && !/\S/.test(revision.reason ?? ''))
			say('reason', 'is empty: every revision after the first says why');
		if (index > 0 && closed && revision.effective_on > closed.effective_on)
			say(
				'effective_on',
				`is after the goal's closing on ${closed.effective_on}: no revision follows that`
			);
	});
	return problems;
}

function checkReviews({ updates, reviews = [] }: FileGoal, path: Path): Problem[] {
	const keys = new Set(updates.map((update) => update.key));
	return reviews.flatMap((review, index) => {
		if (keys.has(review.of)) return [];
		const message = `is "${review.of}", which is no update's key in this goal: give the reviewed update that key`;
		return [problem([...path, index, 'of'], message)];
	});
}

function checkClosing({ revisions, updates, closed }: FileGoal, path: Path): Problem[] {
	if (!closed) return [];
	const problems: Problem[] = [];
	const first = revisions[0]?.effective_on;
	if (first !== undefined && closed.effective_on < first)
		problems.push(
			problem(
				[...path, 'effective_on'],
				`is before the goal's first revision on ${first}: a goal closes on that day or later`
			)
		);
	if (closed.as === 'delivered' && !standsDelivered(updates, closed.effective_on))
		problems.push(
			problem(
				[...path, 'as'],
				`is "delivered", but no update stands at grade 4 by ${closed.effective_on}: add one, or close the goal otherwise`
			)
		);
	return problems;
}
