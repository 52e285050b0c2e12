import { m } from '../../paraglide/messages.js';
import type { RevisionTranslation } from '../../record/parts.ts';
import type { GoalTextRow } from '../kinds/goal-text.ts';

/**
 * A sentence where a draft changes parts of the text and leaves their translation as it was, so that it
 * may say what the text no longer does; null where none is. Nothing keeps such a draft from publication.
 */
export function outdatedTranslation(
	current: GoalTextRow | undefined,
	draft: GoalTextRow
): string | null {
	const was = wordsOf(current);
	const is = wordsOf(draft);
	if (!current || !was || !is || was.language !== is.language) return null;
	const stayed = (text: string, other: string, translated?: string, before?: string) =>
		text !== other && !!translated && translated === before;
	const parts = [
		...(stayed(draft.title, current.title, is.title, was.title) ? [m.form_label_title()] : []),
		...(stayed(draft.statement, current.statement, is.statement, was.statement)
			? [m.form_label_statement()]
			: []),
		...outdatedCriteria(pairs(current, was), pairs(draft, is)),
		...(stayed(draft.target_note ?? '', current.target_note ?? '', is.target_note, was.target_note)
			? [m.form_label_target_note()]
			: [])
	];
	return parts.length > 0 ? m.translation_outdated({ parts: parts.join(m.list_comma()) }) : null;
}

type Words = Partial<RevisionTranslation>;
type Pair = { text: string; translated: string };

const wordsOf = (row: GoalTextRow | undefined) => (row?.translation ?? null) as Words | null;

const pairs = ({ criteria }: GoalTextRow, words: Words): Pair[] =>
	criteria.map((text, index) => ({ text, translated: words.criteria?.[index] ?? '' }));

/** By what they say and not by place: a criterion may be moved together with its translation. */
function outdatedCriteria(before: readonly Pair[], after: readonly Pair[]): string[] {
	return after.flatMap(({ text, translated }, index) => {
		const same = before.filter((pair) => translated && pair.translated === translated);
		const known = same.length === 0 || same.some((pair) => pair.text === text);
		return known ? [] : [m.form_label_criterion({ number: index + 1 })];
	});
}
