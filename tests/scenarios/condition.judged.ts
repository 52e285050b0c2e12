import type { ConditionJudged, Unrecorded } from '../../src/lib/record/entries.ts';
import { publishedGoal, type World } from '../support/world.ts';
import type { Refused, Scenario } from './scenario.ts';

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const judgement = {
	effective_on: '2026-03-01',
	state: 'unclear',
	statement: 'What it rests on.',
	evidence: [
		{
			kind: 'link',
			visibility: 'public',
			title: 'A page',
			url: 'https://example.org',
			criteria: []
		}
	]
};
/** Of a new goal; conditional, unless the draft says otherwise. */
async function facts({ leader, acme }: World, more: object = {}, draft: object = {}) {
	const conditional = { condition_text: 'Models can do it.', ...draft };
	const { goal } = await publishedGoal(leader.client, acme, conditional);
	const { data } = await leader.client.from('goals').select('key').eq('id', goal).single();
	return { goal: data!.key, ...judgement, ...more };
}
const but = (code: string, what: string, more: object, draft?: object): Refused => [
	code,
	what,
	async (world) => ({ facts: await facts(world, more, draft) })
];

const entry: Unrecorded<ConditionJudged> = {
	kind: 'condition.judged',
	effective_on: '2026-11-20',
	goal: 'a-goal',
	state: 'met',
	statement: 'It is met.',
	evidence: []
};

export const conditionJudged: Scenario = {
	by: 'leader',
	valid: facts,
	entries: [entry, { ...entry, state: 'not_met', source: 'https://example.org' }],
	refused: [
		but('unknown_goal', 'of a goal that is not there', { goal: 'nowhere' }),
		but('unknown_goal', 'of nothing', { goal: null }),
		but('goal_not_conditional', 'of a goal without a condition', {}, { condition_text: null }),
		but('before_the_goal', 'before the goal took effect', { effective_on: '2026-01-09' }),
		but('day_missing', 'without a day', { effective_on: null }),
		but('future_day', 'on a day to come', { effective_on: TOMORROW }),
		but('statement_missing', 'without a statement', { statement: '\u00a0' }),
		but('unknown_criterion', 'with evidence of a criterion', {
			evidence: [{ ...judgement.evidence[0], criteria: [0] }]
		}),
		but('wrong_shape', 'with another word for where it stands', { state: 'perhaps' }),
		but('wrong_shape', 'with evidence that is none', { evidence: [{ title: 'A page' }] })
	]
};
