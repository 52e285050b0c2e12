import type { GoalPublished, GoalRevised } from '../../record/entries.ts';

/** A published revision as its entry has it, in the form in which drafts are stored. */
export function revisionRow(entry: GoalPublished | GoalRevised) {
	const when = entry.target_within ?? entry.target;
	const condition = entry.kind === 'goal.published' ? entry.condition : undefined;
	return {
		number: entry.revision,
		change: entry.kind === 'goal.revised' ? entry.change : 'published',
		title: entry.title,
		statement: entry.statement,
		criteria: entry.criteria,
		condition_text: condition?.text ?? null,
		condition_threshold: condition?.threshold ?? null,
		target_on: entry.target?.on ?? null,
		target_within: entry.target_within?.days ?? null,
		target_basis: when?.basis ?? null,
		target_note: when?.note ?? null,
		outlook: entry.outlook ?? null,
		reason: entry.kind === 'goal.revised' ? entry.reason : null,
		effective_on: entry.effective_on,
		translation: entry.translation ?? null,
		published_seq: entry.seq
	};
}
