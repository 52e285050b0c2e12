import { m } from '../../paraglide/messages.js';
import { sameText } from '../../record/revision-text.ts';
import { CHANGES } from '../../record/vocabulary.ts';
import { wordsOf } from '../../record/words.ts';
import {
	dateMoves,
	lostCriteria,
	untrueChange,
	type Promised
} from '../../roadmap/rules/true-change.ts';
import type { GoalTextRow, GoalTextTyped } from '../kinds/goal-text.ts';
import { revisionFacts } from '../kinds/revision-entry.ts';

/** What a revision's form does to the goal, and under which names that passes. */

/** What is typed so far; a target date not yet typed changes nothing. */
export function promisedBy(typed: GoalTextTyped, current: Promised): Promised {
	const { title, statement, criteria, target } = typed;
	const on = target.on || current.target_on;
	const within = /^\d{1,6}$/.test(target.within) ? Number(target.within) : current.target_within;
	const dated = target.basis !== 'none';
	const conditional = typed.condition.applies === 'yes';
	return {
		title,
		statement,
		criteria: criteria.filter((criterion) => criterion.trim()),
		target_on: dated && !conditional ? on : null,
		target_within: dated && conditional ? within : null
	};
}

/** Whether the text stays as it is; the day it takes effect is no part of the text. */
export function changesNothing(before: GoalTextRow, after: GoalTextRow): boolean {
	return sameText(revisionFacts(before), revisionFacts(after));
}

const sameWords = (a: string, b: string) => wordsOf(a) === wordsOf(b);

/** What happens to words, criteria and target date that some kind of change does not cover, and which cover it. */
export function trueChanges(before: Promised, after: Promised) {
	const lost = lostCriteria(before.criteria, after.criteria);
	const facts = [
		...(sameWords(before.title, after.title) ? [] : [m.form_title_reworded()]),
		...(sameWords(before.statement, after.statement) ? [] : [m.form_statement_reworded()]),
		...lost.map((number) => m.form_criterion_lost({ number, text: before.criteria[number - 1]! }))
	];
	const added = lostCriteria(after.criteria, before.criteria).length - lost.length;
	if (added > 0) facts.push(m.form_criteria_added({ count: added }));
	const moves = dateMoves(before, after);
	if (moves === 'later') facts.push(m.form_date_later());
	else if (moves) facts.push(m.form_date_changes());
	const open = CHANGES.filter((change) => untrueChange(change, before, after) === null);
	return { facts, open };
}
