import { publishedGoal, REVIEWER, type World } from '../support/world.ts';
import type { Refused, Scenario } from './scenario.ts';

const review = { reviewer: REVIEWER, effect: 'weaker', statement: 'What was found.' };
/** Of the first revision of a new goal. */
async function facts({ leader, acme }: World, more: object = {}) {
	const { goal } = await publishedGoal(leader.client, acme);
	const { data } = await leader.client.from('goals').select('key').eq('id', goal).single();
	return { goal: data!.key, revision: 1, ...review, ...more };
}
const but = (code: string, what: string, more: object): Refused => [
	code,
	what,
	async (world) => ({ facts: await facts(world, more) })
];

const entry = {
	kind: 'revision.reviewed',
	effective_on: '2026-11-20',
	goal: 'a-goal',
	revision: 2,
	reviewer: { name: 'A Reviewer', relation: '', conflicts: 'None.', access: 'redacted' },
	effect: 'same',
	statement: ''
} as const;

export const revisionReviewed: Scenario = {
	by: 'reviewer',
	valid: facts,
	entries: [entry],
	refused: [
		['revision_not_published', 'of nothing', async () => ({ facts: review })],
		but('revision_not_published', 'of a revision to come', { revision: 2 }),
		but('revision_not_published', 'of no number', { revision: 'the first' }),
		but('revision_not_published', 'of a goal that is not there', { goal: 'nowhere' }),
		but('relation_missing', 'without a relation', {
			reviewer: { ...REVIEWER, relation: '\u3000' }
		}),
		but('relation_missing', 'without conflicts', { reviewer: { ...REVIEWER, conflicts: '' } }),
		but('review_statement_missing', 'without a statement', { statement: ' ' }),
		but('wrong_shape', 'with another word for what it did', { effect: 'clearer' }),
		but('wrong_shape', 'without what it did', { effect: null })
	]
};
