import { lastNumber } from '../support/record.ts';
import {
	draftAnswer,
	publishDrafts,
	publishedGoal,
	publishedReview,
	transcribed,
	type World
} from '../support/world.ts';
import { must } from '../support/outcome.ts';
import type { Refused, Scenario, Tried } from './scenario.ts';

const answer = 'We agree.';
/** The number of a review that has no answer. */
const fresh = async (world: World) =>
	publishedReview(world, (await publishedGoal(world.leader.client, world.acme)).goal);
const but = (code: string, what: string, facts: (review: number) => object): Refused => [
	code,
	what,
	async (world) => ({ facts: facts(await fresh(world)) })
];

export const reviewAnswered: Scenario = {
	by: 'leader',
	valid: async (world) => ({ review: await fresh(world), statement: answer }),
	entries: [
		{
			kind: 'review.answered',
			effective_on: '2026-11-20',
			goal: 'a-goal',
			of: '2026-11-20',
			review: 5,
			statement: 'An answer.'
		}
	],
	refused: [
		but('not_found', 'to an entry that is no review', (review) => ({ review: review - 1 })),
		but('not_found', 'to a number in text', (review) => ({ review: String(review) })),
		but('not_found', 'to too large a number', () => ({ review: 1e15 })),
		but('not_found', 'to nothing', () => ({})),
		but('answer_missing', 'of white space', (review) => ({ review, statement: ' \u3000' })),
		but('answer_missing', 'that is too long', (review) => ({
			review,
			statement: 'x'.repeat(100_001)
		})),
		but('wrong_shape', 'of another shape', (review) => ({
			review,
			statement: { of: 'another shape' }
		})),
		[
			'answered_already',
			'a second time',
			async (world) => {
				const { leader, acme } = world;
				const review = await fresh(world);
				const id = await draftAnswer(leader.client, acme, review, answer);
				await must(publishDrafts(leader.client, { id }));
				return { facts: { review, statement: 'We do not agree.' } };
			}
		],
		['answer_transcribed', 'where somebody else keeps the record', answerToImported],
		[
			'not_found',
			'to a review of another organization',
			async (world) => ({ facts: (await answerToImported(world)).facts })
		]
	]
};

/** An answer to a review that came with an import. */
export async function answerToImported(world: World): Promise<Tried> {
	const head = { goal: 'a', effective_on: '2026-01-10' };
	const { id: organization } = await transcribed(world, [
		{ kind: 'goal.published', ...head, area: 'policy', title: 'A', statement: 'A.', criteria: [] },
		{
			kind: 'progress.reported',
			...head,
			update: 'first',
			grade: 1,
			narrative: 'N.',
			evidence: []
		},
		{
			kind: 'review.published',
			...head,
			of: 'first',
			reviewer: { name: 'R', relation: '', conflicts: '', access: 'public' },
			grade: 1,
			agrees: 'yes',
			evidence: 'partly',
			material: 'A talk.',
			statement: 'S.'
		}
	]);
	return { organization, facts: { review: await lastNumber(world), statement: answer } };
}
