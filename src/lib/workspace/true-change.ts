import { m } from '../paraglide/messages.js';
import type { GoalTextRow } from './goal-text.ts';
import { translationText } from './translation-form.ts';

/**
 * A revision is called what it is, and changes something: what weakens a goal does not pass as
 * editorial. The database refuses the same (`require_true_change`), only later.
 */

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

/** Why the kind of change is not what happens to the text, to be read after its label; null where it is. */
export function untrueChange(
	change: string,
	before: GoalTextRow,
	after: GoalTextRow
): string | null {
	if (change === 'editorial' && after.target_on !== before.target_on) return m.form_change_date();
	if (change === 'strengthened' && isLater(before.target_on, after.target_on))
		return m.form_change_later();
	const dropsCriterion = after.criteria.length < before.criteria.length;
	return dropsCriterion && (change === 'editorial' || change === 'date_moved')
		? m.form_change_criterion()
		: null;
}

/** A target that is dropped counts as later than any day. */
function isLater(before: string | null, after: string | null): boolean {
	return before !== null && (after === null || after > before);
}
