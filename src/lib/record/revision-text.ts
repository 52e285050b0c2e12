import type { GoalRevised } from './entries.ts';

/** What a revision says of its goal, in the record, in a file or as a draft. */
export type RevisionText = Pick<GoalRevised, 'title' | 'statement' | 'criteria'> & {
	[name in 'target' | 'target_within' | 'outlook' | 'translation']?: GoalRevised[name] | null;
};

/** Whether two revisions say the same. Their days, reasons and sources are no part of it. */
export function sameText(before: RevisionText, after: RevisionText): boolean {
	return (
		writtenText(before) === writtenText(after) &&
		translationText(before.translation) === translationText(after.translation)
	);
}

/** The text as it was written as one to compare, without its translation. */
export function writtenText(revision: RevisionText): string {
	const { title, statement, criteria, target, target_within: within, outlook } = revision;
	return JSON.stringify([
		title,
		statement,
		criteria,
		target?.on,
		target?.basis,
		target?.note,
		within?.days,
		within?.basis,
		within?.note,
		outlook
	]);
}

/**
 * A translation as one text to compare: the database gives its fields back in another order. That of a condition
 * stands in the first revision alone, and never changes.
 */
export function translationText(translation: unknown): string {
	const fields = Object.entries((translation as object | null | undefined) ?? {}).filter(
		([name]) => name !== 'condition'
	);
	return JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}
