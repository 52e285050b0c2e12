import type { GoalPublished, GoalRevised, Unrecorded } from '../../record/entries.ts';
import type { RevisionTranslation, Target } from '../../record/parts.ts';
import type { Area, Change, Outlook } from '../../record/vocabulary.ts';
import type { GoalTextRow } from './goal-text.ts';
import { withoutNulls } from '../without-nulls.ts';

/** What the entry of a draft revision will say. Whoever shows, compares or scores a draft asks here. */

export type RevisionFacts = Pick<
	GoalRevised,
	'title' | 'statement' | 'criteria' | 'target' | 'outlook' | 'translation'
>;

/** `number` is the revision's, from 1; the day is today's where the draft has none yet. */
export function revisionEntry(
	{ key, area }: { key: string; area: string },
	draft: GoalTextRow & { change: string; reason: string | null },
	number: number,
	today: string
): Unrecorded<GoalPublished | GoalRevised> {
	const effective_on = draft.effective_on ?? today;
	const facts = { effective_on, goal: key, revision: number, ...revisionFacts(draft) };
	return draft.change === 'published'
		? { kind: 'goal.published', ...facts, area: area as Area }
		: {
				kind: 'goal.revised',
				...facts,
				change: draft.change as Change,
				reason: draft.reason ?? ''
			};
}

/** What a revision says of its goal, whatever its day and its place in the record. */
export function revisionFacts(row: GoalTextRow): RevisionFacts {
	const { title, statement, criteria, target_on, target_basis, target_note } = row;
	return withoutNulls<RevisionFacts>({
		title,
		statement,
		criteria,
		target:
			target_on && target_basis
				? withoutNulls<Target>({
						on: target_on,
						basis: target_basis as Target['basis'],
						note: target_note
					})
				: null,
		outlook: row.outlook as Outlook | null,
		translation: row.translation as RevisionTranslation | null
	});
}
