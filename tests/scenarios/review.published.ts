import {
	draftUpdate,
	namesOf,
	publishedGoal,
	publishedUpdate,
	REVIEWER
} from '../support/world.ts';
import type { World } from '../support/world.ts';
import type { Refused, Scenario } from './scenario.ts';

const review = {
	reviewer: REVIEWER,
	grade: 1,
	agrees: 'partly',
	evidence: 'partly',
	material: 'None.',
	statement: 'What was found.'
};
const goalOf = async ({ leader, acme }: World) => (await publishedGoal(leader.client, acme)).goal;
const ofUpdate = async (world: World, more: object = {}) => {
	const update = await publishedUpdate(world.leader.client, await goalOf(world));
	return { ...(await namesOf(world, update)), ...review, ...more };
};
const but = (code: string, what: string, more: object): Refused => [
	code,
	what,
	async (world) => ({ facts: await ofUpdate(world, more) })
];

const entry = {
	kind: 'review.published',
	effective_on: '2026-11-20',
	goal: 'a-goal',
	of: '2026-11-20',
	reviewer: { name: 'A Reviewer', relation: '', conflicts: 'None.', access: 'redacted' },
	grade: 0,
	agrees: 'partly',
	evidence: 'insufficient',
	statement: ''
} as const;

export const reviewPublished: Scenario = {
	by: 'reviewer',
	valid: ofUpdate,
	entries: [{ ...entry, material: 'Two interviews.' }, entry],
	refused: [
		['update_not_published', 'of nothing', async () => ({ facts: review })],
		[
			'update_not_published',
			'of a draft',
			async (world) => {
				const draft = await draftUpdate(world.leader.client, await goalOf(world));
				return { facts: { ...(await namesOf(world, draft)), ...review } };
			}
		],
		but('relation_missing', 'without a relation', {
			reviewer: { ...REVIEWER, relation: '\u3000' }
		}),
		but('relation_missing', 'without conflicts', { reviewer: { ...REVIEWER, conflicts: '' } }),
		but('review_statement_missing', 'without a statement', { statement: ' ' }),
		but('material_missing', 'without what was seen beside', { material: null }),
		but('wrong_shape', 'with a grade that is none', { grade: 5 }),
		but('wrong_shape', 'with another word for agreeing', { agrees: 'perhaps' })
	]
};
