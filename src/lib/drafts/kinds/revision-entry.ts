import type { GoalPublished, GoalRevised, Unrecorded } from '../../record/entries.ts';
import type { Condition, RevisionTranslation, Target, TargetWithin } from '../../record/parts.ts';
import type { Area, Change, Outlook } from '../../record/vocabulary.ts';
import type { GoalTextRow } from './goal-text.ts';
import { withoutNulls } from '../without-nulls.ts';

/** What the entry of a draft revision will say. Whoever shows, compares or scores a draft asks here. */

export type RevisionFacts = Pick<
	GoalRevised,
	'title' | 'statement' | 'criteria' | 'target' | 'target_within' | 'outlook' | 'translation'
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
		? { kind: 'goal.published', ...facts, area: area as Area, ...conditionFact(draft) }
		: {
				kind: 'goal.revised',
				...facts,
				change: draft.change as Change,
				reason: draft.reason ?? ''
			};
}

/** The condition that a goal's first revision states, if any. */
function conditionFact(row: GoalTextRow): { condition?: Condition } {
	const { condition_text: text, condition_threshold: threshold } = row;
	return text == null ? {} : { condition: withoutNulls<Condition>({ text, threshold }) };
}

/** What a revision says of its goal, whatever its day and its place in the record. */
export function revisionFacts(row: GoalTextRow): RevisionFacts {
	const { title, statement, criteria, target_on, target_within, target_basis, target_note } = row;
	const said = { basis: target_basis as Target['basis'], note: target_note };
	return withoutNulls<RevisionFacts>({
		title,
		statement,
		criteria,
		target: target_on && target_basis ? withoutNulls<Target>({ on: target_on, ...said }) : null,
		target_within:
			target_within !== null && target_basis
				? withoutNulls<TargetWithin>({ days: target_within, ...said })
				: null,
		outlook: row.outlook as Outlook | null,
		translation: row.translation as RevisionTranslation | null
	});
}
