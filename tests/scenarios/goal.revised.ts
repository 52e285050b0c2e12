import { must } from '../support/outcome.ts';
import {
	closeGoal,
	draftGoal,
	link,
	nobody,
	publishedGoal,
	publishedUpdate,
	revisionOf,
	TODAY,
	transcribed,
	translation,
	type GoalDraft,
	type World
} from '../support/world.ts';
import type { Refused, Scenario, Tried } from './scenario.ts';

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

const fresh = async ({ leader, acme }: World, draft?: GoalDraft) =>
	(await publishedGoal(leader.client, acme, draft)).goal;
/** Facts of a revision of a new goal that says `before`. */
const facts = async (world: World, more: object = {}, before?: GoalDraft) =>
	revisionOf(world.leader.client, await fresh(world, before), more);
const but = (code: string, what: string, more: object, before?: GoalDraft): Refused => [
	code,
	what,
	async (world) => ({ facts: await facts(world, more, before) })
];
/** Of a goal that something happened to before. */
const after = (
	code: string,
	what: string,
	happened: (world: World, goal: string) => Promise<unknown>,
	more?: object
): Refused => [
	code,
	what,
	async (world) => {
		const goal = await fresh(world);
		await happened(world, goal);
		return { facts: await revisionOf(world.leader.client, goal, more) };
	}
];
const closed = (effective_on: string) => (world: World, goal: string) =>
	must(closeGoal(world.leader.client, world.acme, goal, { effective_on }));

const DUE = { target_on: '2026-06-30', target_basis: 'stated' };
const due = (on: string) => ({ target: { on, basis: 'stated' } });
const LATER = due('2026-12-31');
const SAME = due('2026-06-30');

const entry = {
	kind: 'goal.revised',
	effective_on: '2026-11-20',
	goal: 'a-goal',
	revision: 2,
	title: 'A goal',
	statement: 'What is promised.',
	change: 'narrowed',
	reason: 'A reason.'
} as const;

export const goalRevised: Scenario = {
	by: 'leader',
	valid: (world) => facts(world, { change: 'narrowed', criteria: ['First'], ...SAME }, DUE),
	entries: [
		{
			...entry,
			criteria: ['First'],
			target: { on: '2026-12-31', basis: 'derived', note: 'By the end of the year.' },
			outlook: 'feasible',
			source: 'https://example.org',
			translation: {
				language: 'zh',
				title: '一个目标',
				statement: '所作的承诺。',
				criteria: ['第一'],
				target_note: '年底之前。',
				reason: '一个理由。'
			}
		},
		{ ...entry, criteria: [] }
	],
	refused: [
		but('unknown_goal', 'of a goal that is not there', { goal: 'nowhere' }),
		but('unknown_goal', 'of nothing', { goal: null }),
		['unknown_goal', 'of a goal of another organization', ofAnother],
		[
			'goal_not_published',
			'of what was never published',
			async (world) => {
				const { goal } = await draftGoal(world.leader.client, world.acme);
				return { facts: await revisionOf(world.leader.client, goal) };
			}
		],
		but('day_missing', 'without a day', { effective_on: null }),
		but('day_missing', 'on a day that is none', { effective_on: '2026-02-30' }),
		but('future_day', 'on a day to come', { effective_on: TOMORROW }),
		but('statement_missing', 'with a statement of white space', { statement: ' \u00a0\n\u3000' }),
		but('statement_missing', 'without a statement', { statement: null }),
		but('reason_missing', 'without a reason', { reason: '\u2003' }),
		but('reason_missing', 'with too long a reason', { reason: 'x'.repeat(100_001) }),
		but('wrong_shape', 'with a reason of another shape', { reason: { of: 'another shape' } }),
		but('wrong_shape', 'that publishes a goal a second time', { change: 'published' }),
		but('wrong_shape', 'called nothing', { change: null }),
		but('wrong_shape', 'without a title', { title: ' ' }),
		but('wrong_shape', 'with a title of another shape', { title: ['A goal'] }),
		but('wrong_shape', 'with criteria that are no list', { criteria: { 0: 'First' } }),
		but('wrong_shape', 'with a criterion that says nothing', { criteria: ['First', ' '] }),
		but('wrong_shape', 'with a criterion of another shape', { criteria: ['First', 2] }),
		but('wrong_shape', 'with too many criteria', { criteria: Array(100_000).fill('First') }),
		but('wrong_shape', 'with a target of another shape', { target: '2026-12-31' }),
		but('wrong_shape', 'with a target on a day that is none', due('2026-02-30')),
		but('far_day', 'with a target in another century', due('2300-01-01')),
		but('wrong_shape', 'with an outlook of another word', { outlook: 'certain' }),
		but('wrong_shape', 'with a source of another shape', { source: ['A source.'] }),
		...[
			{ ...translation, title: ' ' },
			{ ...translation, criteria: ['第一'] },
			{ ...translation, target_note: '说明' },
			{ ...translation, more: 'than that' },
			['第一'],
			'第一'
		].map((begun) =>
			but(
				'translation_unfinished',
				`with a translation that is not whole: ${JSON.stringify(begun)}`,
				{
					translation: begun
				}
			)
		),
		but('out_of_order', 'on a day before the last revision', { effective_on: '2026-01-09' }),
		after('goal_closed', 'after the closing', closed('2026-01-20')),
		after('goal_closed', 'before the closing, which there is', closed(TODAY)),
		after(
			'criteria_cited',
			'that takes away a criterion which evidence of a later day names',
			(world, goal) => publishedUpdate(world.leader.client, goal, {}, [link([1])]),
			{ criteria: ['First'], change: 'narrowed' }
		),
		but('nothing_changed', 'that says what the goal says', { title: 'A goal' }),
		but(
			'nothing_changed',
			'that says what the goal says, translated',
			{ title: 'A goal', translation },
			{
				translation
			}
		),
		but('wrong_change', 'called editorial that moves the date', LATER, DUE),
		but('wrong_change', 'called editorial that sets a date', LATER),
		but(
			'wrong_change',
			'called strengthened that moves the date later',
			{
				change: 'strengthened',
				...LATER
			},
			DUE
		),
		but('wrong_change', 'called strengthened that drops the date', { change: 'strengthened' }, DUE),
		...(
			[
				['editorial', 'takes a criterion away', ['First']],
				['date_moved', 'takes a criterion away', ['First']],
				['strengthened', 'takes a criterion away', ['First']],
				['editorial', 'replaces a criterion', ['First', 'Anything']],
				['date_moved', 'replaces a criterion', ['First', 'Anything']],
				['editorial', 'adds a criterion', ['First', 'Second', 'Third']]
			] as const
		).map(([change, what, criteria]) =>
			but('wrong_change', `called ${change} that ${what}`, { change, criteria })
		)
	]
};

/** A goal of a record that the same leader keeps for somebody else, named here. */
async function ofAnother(world: World): Promise<Tried> {
	const goal = `theirs-${nobody()}`;
	const step = { goal, effective_on: '2026-01-10', area: 'policy', title: 'A', statement: 'A.' };
	await transcribed(world, [{ kind: 'goal.published', ...step, criteria: [] }]);
	return { facts: await facts(world, { goal }) };
}
