import { must } from '../support/outcome.ts';
import {
	closeGoal,
	closingOf,
	draftGoal,
	nobody,
	publishedGoal,
	publishedUpdate,
	TODAY,
	transcribed,
	type GoalDraft,
	type World
} from '../support/world.ts';
import type { Refused, Scenario, Tried } from './scenario.ts';

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

type Closing = Parameters<typeof closingOf>[2];
const fresh = async ({ leader, acme }: World, draft?: GoalDraft) =>
	(await publishedGoal(leader.client, acme, draft)).goal;
/** Facts of a goal's closing, the goal and its successors by their ids. */
const facts = ({ leader }: World, goal: string, more?: Closing) =>
	closingOf(leader.client, goal, more);
const but = (code: string, what: string, more: object): Refused => [
	code,
	what,
	async (world) => ({ facts: { ...(await facts(world, await fresh(world))), ...more } })
];
/** Of a goal that something happened to before. */
const after = (
	code: string,
	what: string,
	happened: (world: World, goal: string) => Promise<unknown>,
	more?: Closing
): Refused => [
	code,
	what,
	async (world) => {
		const goal = await fresh(world);
		await happened(world, goal);
		return { facts: await facts(world, goal, more) };
	}
];
const graded = (world: World, goal: string, draft?: object) =>
	publishedUpdate(world.leader.client, goal, draft);

const DAY = '2026-02-01';
const successor = (world: World, draft: GoalDraft = {}) =>
	fresh(world, { effective_on: DAY, ...draft });
const drafted = async ({ leader, acme }: World, draft?: GoalDraft) =>
	(await draftGoal(leader.client, acme, draft)).goal;
const wrong = (
	what: string,
	as: string,
	successors: (world: World) => Promise<string[]>,
	code = 'wrong_successors'
): Refused => [
	code,
	`as ${what}`,
	async (world) => {
		const more = { as, effective_on: DAY, successors: await successors(world) };
		return { facts: await facts(world, await fresh(world), more) };
	}
];
const carriedOn = (world: World, goal: string, by: string) =>
	must(
		closeGoal(world.leader.client, world.acme, goal, {
			as: 'superseded',
			effective_on: DAY,
			successors: [by]
		})
	);

const entry = {
	kind: 'goal.closed',
	effective_on: '2026-11-20',
	goal: 'a-goal',
	reason: 'A reason.'
} as const;

export const goalClosed: Scenario = {
	by: 'leader',
	valid: async (world) => facts(world, await fresh(world)),
	entries: [
		{
			...entry,
			as: 'split',
			successors: ['a-half', 'the-other'],
			source: 'https://example.org'
		},
		{ ...entry, as: 'withdrawn', successors: [] }
	],
	refused: [
		but('unknown_goal', 'of a goal that is not there', { goal: 'nowhere' }),
		but('unknown_goal', 'of nothing', { goal: null }),
		['unknown_goal', 'of a goal of another organization', ofAnother],
		but('day_missing', 'without a day', { effective_on: null }),
		but('day_missing', 'on a day that is none', { effective_on: '2026-02-30' }),
		but('future_day', 'on a day to come', { effective_on: TOMORROW }),
		but('reason_missing', 'without a reason', { reason: '\u00a0' }),
		but('reason_missing', 'with too long a reason', { reason: 'x'.repeat(100_001) }),
		but('wrong_shape', 'with a reason of another shape', { reason: { of: 'another shape' } }),
		but('wrong_shape', 'as something else', { as: 'forgotten' }),
		but('wrong_shape', 'as nothing', { as: null }),
		but('wrong_shape', 'with a source of another shape', { source: ['A source.'] }),
		[
			'goal_not_published',
			'of a draft',
			async (world) => ({ facts: await facts(world, await drafted(world)) })
		],
		after('goal_closed', 'a second time', (world, goal) =>
			must(closeGoal(world.leader.client, world.acme, goal))
		),
		but('out_of_order', 'before the last revision', { effective_on: '2026-01-09' }),
		after('out_of_order', 'before the last update', graded, { effective_on: '2026-02-28' }),
		but('not_delivered', 'as delivered without an update of grade 4', { as: 'delivered' }),
		after(
			'not_delivered',
			'as delivered where the grade 4 was corrected',
			async (world, goal) => {
				const high = await graded(world, goal, { grade: 4 });
				await publishedUpdate(world.leader.client, goal, { grade: 3 }, [], high);
			},
			{ as: 'delivered' }
		),
		wrong('superseded by none', 'superseded', async () => []),
		wrong('superseded by two', 'superseded', async (world) => [
			await successor(world),
			await successor(world)
		]),
		wrong('split into one', 'split', async (world) => [await successor(world)]),
		wrong('withdrawn with a successor', 'withdrawn', async (world) => [await successor(world)]),
		wrong('split into the same goal twice', 'split', async (world) => {
			const one = await successor(world);
			return [one, one];
		}),
		wrong('superseded by a goal that is not there', 'superseded', async () => [nobody()]),
		but('wrong_successors', 'as superseded by what is no list', {
			as: 'superseded',
			successors: { of: 'another shape' }
		}),
		but('wrong_successors', 'as split into what are no goals', {
			as: 'split',
			successors: [null, 5, { of: 'another shape' }]
		}),
		wrong('superseded by a goal of another area', 'superseded', async (world) => [
			await successor(world, { area: 'policy' })
		]),
		wrong('superseded by a goal of another day', 'superseded', async (world) => [
			await successor(world, { effective_on: '2026-02-02' })
		]),
		wrong('superseded by what succeeds another goal', 'superseded', async (world) => {
			const one = await successor(world);
			await carriedOn(world, await fresh(world), one);
			return [one];
		}),
		wrong('split into a good draft and one of another area', 'split', async (world) => [
			await drafted(world),
			await drafted(world, { area: 'policy' })
		]),
		wrong(
			'superseded by a draft without a statement',
			'superseded',
			async (world) => [await drafted(world, { statement: ' ' })],
			'statement_missing'
		),
		wrong(
			'superseded by a draft with half a translation',
			'superseded',
			async (world) => [
				await drafted(world, { translation: { language: 'zh', title: '一个目标', criteria: [''] } })
			],
			'translation_unfinished'
		),
		wrong('superseded by a draft that says nothing at all', 'superseded', async (world) => {
			const { leader } = world;
			const goal = await drafted(world);
			await must(leader.client.from('goal_drafts').delete().eq('goal_id', goal).select('goal_id'));
			return [goal];
		}),
		[
			'wrong_successors',
			'as superseded by itself',
			async (world) => {
				const goal = await successor(world);
				const more = { as: 'superseded', effective_on: DAY, successors: [goal] };
				return { facts: await facts(world, goal, more) };
			}
		],
		[
			'wrong_successors',
			'as superseded by what it comes from',
			async (world) => {
				const [first, second] = [await successor(world), await successor(world)];
				await carriedOn(world, first, second);
				const more = { as: 'superseded', effective_on: DAY, successors: [first] };
				return { facts: await facts(world, second, more) };
			}
		]
	]
};

/** A goal of a record that the same leader keeps for somebody else, named here. */
async function ofAnother(world: World): Promise<Tried> {
	const goal = `theirs-${nobody()}`;
	const step = { goal, effective_on: '2026-01-10', area: 'policy', title: 'A', statement: 'A.' };
	await transcribed(world, [{ kind: 'goal.published', ...step, criteria: [] }]);
	return {
		facts: { goal, as: 'withdrawn', reason: 'R.', successors: [], effective_on: TODAY }
	};
}
