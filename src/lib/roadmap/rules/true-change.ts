import { m } from '../../paraglide/messages.js';
import { sameText } from '../../record/revision-text.ts';
import { wordsOf } from '../../record/words.ts';
import type { FileRevision } from '../file/file.ts';

/**
 * A revision is called what it is, and changes something: what weakens a goal does not pass as
 * editorial. The database refuses the same (`require_true_change`), only later.
 */

/** The part of a goal's text that cannot change under every name. */
export type Promised = { criteria: string[]; target_on: string | null };

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

/** A target that is dropped counts as later than any day. */
export function isLater(before: string | null, after: string | null): boolean {
	return before !== null && (after === null || after > before);
}

/**
 * The same of a revision in a file and the one before it: the field at fault and what to read behind it,
 * or null.
 */
export function untrueRevision(
	before: FileRevision,
	after: FileRevision
): { field: 'change' | null; message: string } | null {
	if (sameText(before, after)) return { field: null, message: m.import_nothing_revised() };
	const message = untrueChange(after.change, promised(before), promised(after));
	return message === null ? null : { field: 'change', message };
}

const promised = ({ criteria, target }: FileRevision): Promised => ({
	criteria,
	target_on: target?.on ?? null
});
