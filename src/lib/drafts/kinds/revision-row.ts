import type { GoalPublished, GoalRevised } from '../../record/entries.ts';

/** A published revision as its entry has it, in the form in which drafts are stored. */
export const revisionRow = (entry: GoalPublished | GoalRevised) => ({
	number: entry.revision,
	change: entry.kind === 'goal.revised' ? entry.change : 'published',
	title: entry.title,
	statement: entry.statement,
	criteria: entry.criteria,
	target_on: entry.target?.on ?? null,
	target_basis: entry.target?.basis ?? null,
	target_note: entry.target?.note ?? null,
	/** Of a conditional goal, which then has no day. */
	target_within: entry.target_within ?? null,
	outlook: entry.outlook ?? null,
	reason: entry.kind === 'goal.revised' ? entry.reason : null,
	effective_on: entry.effective_on,
	translation: entry.translation ?? null,
	published_seq: entry.seq
});
