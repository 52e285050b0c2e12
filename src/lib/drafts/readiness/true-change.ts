import { m } from '../../paraglide/messages.js';
import { sameText } from '../../record/revision-text.ts';
import { CHANGES, type Change } from '../../record/vocabulary.ts';
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

/** Which part of what changes the second of two revisions brings; the first brings the rest. */
export type Part = 'date' | 'added' | 'added_date';

/** A change that is two kinds at once, as two revisions one after the other, and what each of them can be called. */
export type Split = { part: Part; first: Change[]; second: Change[] };

/**
 * How a change of which no kind is true but narrowed, which may do everything, becomes two that are called what they
 * are; null where it is one kind, or two parts of it cannot be told apart.
 */
export function splitOf(before: Promised, after: Promised): Split | null {
	if (open(before, after).some((change) => change !== 'narrowed')) return null;
	const moves = dateMoves(before, after) !== null;
	const parts: Part[] = moves ? ['date', 'added_date'] : ['added'];
	const splits = parts.flatMap((part): Split[] => {
		const middle = between(before, after, part);
		const [first, second] = [open(before, middle), open(middle, after)];
		const both = !samePromise(before, middle) && !samePromise(middle, after);
		return both ? [{ part, first, second }] : [];
	});
	const own = (kinds: Change[]) => kinds.some((change) => change !== 'narrowed');
	return splits.find(({ first, second }) => own(first) && own(second)) ?? splits[0] ?? null;
}

/** What stands between the two revisions: everything new but what the second brings. */
export function between<T extends Promised>(before: Promised, after: T, part: Part): T {
	const { target_on, target_within } = before;
	const criteria =
		part === 'date' ? after.criteria : after.criteria.slice(0, before.criteria.length);
	return { ...after, criteria, target_on, target_within };
}

const open = (before: Promised, after: Promised): Change[] =>
	CHANGES.filter((change) => untrueChange(change, before, after) === null);

const samePromise = (a: Promised, b: Promised) =>
	sameWords(a.title, b.title) &&
	sameWords(a.statement, b.statement) &&
	a.criteria.length === b.criteria.length &&
	a.criteria.every((criterion, index) => sameWords(criterion, b.criteria[index]!)) &&
	dateMoves(a, b) === null;

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
	return { facts, open: open(before, after) };
}
