import { m } from '../paraglide/messages.js';
import { CHANGES } from '../record/vocabulary.ts';
import type { GoalTextRow, GoalTextTyped } from './goal-text.ts';
import { translationText } from './translation-form.ts';

/**
 * A revision is called what it is, and changes something: what weakens a goal does not pass as
 * editorial. The database refuses the same (`require_true_change`), only later.
 */

/** The part of a goal's text that cannot change under every name. */
export type Promised = Pick<GoalTextRow, 'criteria' | 'target_on'>;

/** What is typed so far; a target date not yet typed changes nothing. */
export function promisedBy({ criteria, target }: GoalTextTyped, current: Promised): Promised {
	const on = target.on || current.target_on;
	return {
		criteria: criteria.filter((criterion) => criterion.trim()),
		target_on: target.basis === 'none' ? null : on
	};
}

/** Whether the text stays as it is; the day it takes effect is no part of the text. */
export function changesNothing(before: GoalTextRow, after: GoalTextRow): boolean {
	return textOf(before) === textOf(after);
}

const textOf = (row: GoalTextRow) =>
	JSON.stringify([
		row.title,
		row.statement,
		row.criteria,
		row.target_on,
		row.target_basis,
		row.target_note,
		row.outlook,
		translationText(row.translation)
	]);

const SPACE = String.raw`\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`;
const MARKS =
	String.raw`.,;:!?"'\u0060\u00b7\u2010-\u2015\u2018-\u201f\u2026\u3001\u3002\u300a-\u300f` +
	String.raw`\uff01\uff0c\uff0e\uff1a\uff1b\uff1f-`;
const DIGIT = String.raw`[0-9\uff10-\uff19]`;
const LOOSE = new RegExp(`[${SPACE}${MARKS}](?!${DIGIT})`, 'g');
const BEFORE_NUMBER = new RegExp(`(?<!${DIGIT})[${SPACE}](?=${DIGIT})`, 'g');

/**
 * What a criterion says: without white space, punctuation and capitals, so that clearer typography
 * changes nothing. Before a digit both stay, or “0.5” would be “05”.
 */
function wordsOf(criterion: string): string {
	return criterion
		.replace(LOOSE, '')
		.replace(BEFORE_NUMBER, '')
		.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The numbers, from 1, of the criteria that `after` does not have in the same words; each stands for one. */
export function lostCriteria(before: readonly string[], after: readonly string[]): number[] {
	const left = new Map<string, number>();
	for (const words of after.map(wordsOf)) left.set(words, (left.get(words) ?? 0) + 1);
	return before.flatMap((criterion, index) => {
		const words = wordsOf(criterion);
		const times = left.get(words) ?? 0;
		left.set(words, times - 1);
		return times > 0 ? [] : [index + 1];
	});
}

/** Why the kind of change is not what happens to the text, to be read after its label; null where it is. */
export function untrueChange(change: string, before: Promised, after: Promised): string | null {
	if (change === 'editorial' && after.target_on !== before.target_on) return m.form_change_date();
	if (change === 'strengthened' && isLater(before.target_on, after.target_on))
		return m.form_change_later();
	if (change !== 'narrowed' && after.criteria.length < before.criteria.length)
		return m.form_change_fewer();
	const [lost] = lostCriteria(before.criteria, after.criteria);
	if (lost && change === 'editorial') return m.form_change_criterion({ number: lost });
	if (lost && change === 'date_moved') return m.form_change_criterion_moved({ number: lost });
	const adds = lostCriteria(after.criteria, before.criteria).length > 0;
	return adds && change === 'editorial' ? m.form_change_added() : null;
}

/** What happens to criteria and target date that some kind of change does not cover, and which cover it. */
export function trueChanges(before: Promised, after: Promised) {
	const lost = lostCriteria(before.criteria, after.criteria);
	const facts = lost.map((number) =>
		m.form_criterion_lost({ number, text: before.criteria[number - 1]! })
	);
	const added = lostCriteria(after.criteria, before.criteria).length - lost.length;
	if (added > 0) facts.push(m.form_criteria_added({ count: added }));
	if (isLater(before.target_on, after.target_on)) facts.push(m.form_date_later());
	else if (before.target_on !== after.target_on) facts.push(m.form_date_changes());
	const open = CHANGES.filter((change) => untrueChange(change, before, after) === null);
	return { facts, open };
}

/** A target that is dropped counts as later than any day. */
function isLater(before: string | null, after: string | null): boolean {
	return before !== null && (after === null || after > before);
}
