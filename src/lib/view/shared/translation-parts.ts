import { m } from '../../paraglide/messages.js';
import type { GoalPublished, GoalRevised } from '../../record/entries.ts';
import type { RevisionTranslation } from '../../record/parts.ts';
import { writtenText } from '../../record/revision-text.ts';
import { wordDiff, type DiffPart } from './diff.ts';
import { listDiff } from './list-diff.ts';

/** What became of a goal's words from one revision to another, as written and as translated. */

type Revision = GoalPublished | GoalRevised;
type Words = Partial<Omit<RevisionTranslation, 'language'>>;

/** Null where a part is the same in both. */
export type WordsDiff = Record<keyof Words, DiffPart[] | null>;

/** Compares texts word by word; a part that one side lacks counts as empty. */
export function wordsDiff(before: Words, after: Words): WordsDiff {
	const of = (was = '', is = '') => (was === is ? null : wordDiff(was, is));
	const criteria = listDiff(before.criteria ?? [], after.criteria ?? []);
	return {
		title: of(before.title, after.title),
		statement: of(before.statement, after.statement),
		criteria: criteria.some(({ change }) => change !== 'same') ? criteria : null,
		condition: of(conditionText(before), conditionText(after)),
		target_note: of(before.target_note, after.target_note),
		reason: of(before.reason, after.reason)
	};
}

const conditionText = ({ condition }: Words) =>
	[condition?.text, condition?.threshold].filter((each) => each !== undefined).join('\n');

/** The parts of the translations of two revisions by name; none where neither has a translation. */
export function translationParts(before: Revision, after: Revision, diff: WordsDiff) {
	const both = [before.translation, after.translation].filter((each) => each !== undefined);
	if (both.length === 0) return [];
	const has = (part: 'target_note' | 'reason') => both.some((each) => each[part]);
	return [
		{ name: m.translation_title(), parts: diff.title },
		{ name: m.translation_statement(), parts: diff.statement },
		{ name: m.translation_criteria_part(), parts: diff.criteria },
		...(has('target_note') ? [{ name: m.translation_target_note(), parts: diff.target_note }] : []),
		...(has('reason') ? [{ name: m.translation_reason(), parts: diff.reason }] : [])
	];
}

/**
 * What a revision did to the translation where it left the text itself as it was; null where it changed
 * the text, or not the translation's words. Each revision has a reason of its own, which is not counted.
 */
export function onlyTranslation(
	before: Revision,
	after: Revision
): 'added' | 'changed' | 'removed' | null {
	if (translated(before) === translated(after) || writtenText(before) !== writtenText(after))
		return null;
	if (!before.translation) return 'added';
	return after.translation ? 'changed' : 'removed';
}

function translated({ translation }: Revision): string {
	if (!translation) return '';
	const { language, title, statement, criteria, target_note } = translation;
	return JSON.stringify([language, title, statement, criteria, target_note]);
}
