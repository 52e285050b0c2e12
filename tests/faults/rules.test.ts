import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { imported } from '../support/imports.ts';
import { must, outcome } from '../support/outcome.ts';
import { everything, lastNumber } from '../support/record.ts';
import {
	closeGoal,
	draftGoal,
	draftUpdate,
	freshKey,
	link,
	nobody,
	openWorld,
	publishedGoal,
	publishedUpdate,
	TODAY,
	transcribed,
	translation,
	type World
} from '../support/world.ts';
import { stepsOf } from './steps.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
type Request = PromiseLike<{
	data: unknown;
	error: { code: string; message: string; details: string | null } | null;
}>;
/** A refusal's code, and what leads to it: the preparations are awaited, the request is handed back. */
type Rule = [code: string, what: string, prepare: () => Promise<() => Request>];

const goal = (draft = {}) => publishedGoal(world.leader.client, world.acme, draft);
const publishGoal = (goal: string, seen?: string) => () =>
	world.leader.client.rpc('publish_goal', { goal, ...(seen ? { seen } : {}) });
const publishUpdate = (progress_update: string, seen?: string) => () =>
	world.leader.client.rpc('publish_progress_update', {
		progress_update,
		...(seen ? { seen } : {})
	});
const update = async (draft: object, evidence: unknown = [link()], of?: string) =>
	publishUpdate(await draftUpdate(world.leader.client, of ?? (await goal()).goal, draft, evidence));
const close = (of: string, more?: Parameters<typeof closeGoal>[3]) =>
	must(closeGoal(world.leader.client, world.acme, of, more));
async function importing(steps: object[], expected?: number): Promise<() => Request> {
	const { data } = await world.anonymous
		.from('record_entries')
		.select('seq')
		.eq('organization_id', world.acme)
		.order('seq', { ascending: false })
		.limit(1);
	const args = {
		organization: world.acme,
		expected: expected ?? data![0]!.seq,
		steps: steps as never
	};
	return () => imported(world.leader.client, args);
}

const goals: Rule[] = [
	['not_allowed', 'a draft that is not there', async () => publishGoal(nobody())],
	[
		'day_missing',
		'without a day',
		async () => {
			const draft = { effective_on: undefined };
			return publishGoal((await draftGoal(world.leader.client, world.acme, draft)).goal);
		}
	],
	[
		'future_day',
		'of a day to come',
		async () => {
			const draft = { effective_on: TOMORROW };
			return publishGoal((await draftGoal(world.leader.client, world.acme, draft)).goal);
		}
	],
	[
		'statement_missing',
		'with a statement of white space',
		async () => {
			const draft = { statement: ' \u00a0\n\u3000' };
			return publishGoal((await draftGoal(world.leader.client, world.acme, draft)).goal);
		}
	],
	[
		'changed_meanwhile',
		'saved by somebody after the publisher looked',
		async () => {
			const { goal: of } = await draftGoal(world.leader.client, world.acme);
			return publishGoal(of, '2026-01-01T00:00:00Z');
		}
	],
	...[
		{ ...translation, title: ' ' },
		{ ...translation, criteria: ['第一'] },
		{ ...translation, target_note: '说明' }
	].map((begun): Rule => [
		'translation_unfinished',
		`with a translation that is not whole: ${JSON.stringify(begun)}`,
		async () => {
			const draft = { translation: begun };
			return publishGoal((await draftGoal(world.leader.client, world.acme, draft)).goal);
		}
	])
];

const updates: Rule[] = [
	['not_allowed', 'a draft that is not there', async () => publishUpdate(nobody())],
	['future_day', 'of a day to come', () => update({ effective_on: TOMORROW })],
	[
		'nothing_changed',
		'that corrects nothing',
		async () => {
			const of = (await goal()).goal;
			const draft = { grade: 2, narrative: 'As it is.' };
			const reported = await publishedUpdate(world.leader.client, of, draft, [link()]);
			const again = { ...draft, narrative: 'As it is. ' };
			return publishUpdate(await draftUpdate(world.leader.client, of, again, [link()], reported));
		}
	],
	[
		'translation_unfinished',
		'with a translation that is begun',
		() => update({ translation: { language: 'zh', narrative: '' } })
	],
	['narrative_missing', 'without a narrative', () => update({ narrative: '\u3000' })],
	[
		'changed_meanwhile',
		'saved by somebody after the publisher looked',
		async () =>
			publishUpdate(
				await draftUpdate(world.leader.client, (await goal()).goal),
				'2026-01-01T00:00:00Z'
			)
	],
	[
		'criterion_without_evidence',
		'of grade 4 with a criterion that no evidence names',
		() => update({ grade: 4 }, [link([0])])
	],
	[
		'criterion_without_evidence',
		'of grade 4 without evidence, where the goal has no criteria',
		async () => update({ grade: 4 }, [], (await goal({ criteria: [] })).goal)
	],
	[
		'unknown_criterion',
		'with evidence for a criterion that is not there',
		() => update({}, [link([2])])
	],
	['before_the_goal', 'of a day before the goal', () => update({ effective_on: '2026-01-09' })],
	[
		'goal_not_published',
		'of a goal that is a draft',
		async () => update({}, [], (await draftGoal(world.leader.client, world.acme)).goal)
	],
	[
		'goal_closed',
		'after the closing',
		async () => {
			const of = (await goal()).goal;
			await close(of, { effective_on: '2026-01-20' });
			return update({}, [], of);
		}
	],
	[
		'wrong_correction',
		'that corrects a draft',
		async () => {
			const of = (await goal()).goal;
			const draft = await draftUpdate(world.leader.client, of);
			return publishUpdate(await draftUpdate(world.leader.client, of, {}, [], draft));
		}
	],
	[
		'nothing_changed',
		'that corrects itself, written past the form',
		async () => {
			const id = nobody();
			const row = {
				...{ id, corrects_id: id, organization_id: world.acme, goal_id: (await goal()).goal },
				...{ effective_on: '2026-03-01', grade: 4, narrative: 'What was done.' },
				created_by: world.leader.membership
			};
			await must(world.leader.client.from('progress_updates').insert(row).select('id'));
			return publishUpdate(id);
		}
	],
	[
		'wrong_correction',
		'that corrects an update of another goal',
		async () => {
			const other = await publishedUpdate(world.leader.client, (await goal()).goal);
			const of = (await goal()).goal;
			return publishUpdate(await draftUpdate(world.leader.client, of, {}, [], other));
		}
	],
	[
		'out_of_order',
		'that corrects what came later',
		async () => {
			const of = (await goal()).goal;
			const wrong = await publishedUpdate(world.leader.client, of);
			const early = { effective_on: '2026-02-28' };
			return publishUpdate(await draftUpdate(world.leader.client, of, early, [], wrong));
		}
	],
	[
		'not_delivered',
		'that takes back the grade 4 which a closing rests on',
		async () => {
			const of = (await goal()).goal;
			const high = await publishedUpdate(world.leader.client, of, { grade: 4 });
			await close(of, { as: 'delivered' });
			const draft = { grade: 3, effective_on: TODAY };
			return publishUpdate(await draftUpdate(world.leader.client, of, draft, [], high));
		}
	]
];

const imports: Rule[] = [
	['plan_outdated', 'planned before the record grew', () => importing([], 1)],
	['unknown_goal', 'of an update without its goal', () => importing([stepsOf('nowhere')[2]!])],
	[
		'unknown_kind',
		'of something else',
		async () => {
			const { goal: id } = await goal();
			const { key } = await must(
				world.leader.client.from('goals').select('key').eq('id', id).single()
			);
			return importing([
				{ kind: 'organization.registered', effective_on: '2026-01-01', goal: key }
			]);
		}
	],
	[
		'draft_in_the_way',
		'of a goal that is a draft here',
		async () => {
			const key = freshKey();
			await draftGoal(world.leader.client, world.acme, { key });
			return importing(stepsOf(key).slice(0, 2));
		}
	],
	[
		'wrong_correction',
		'of a correction of nothing',
		() => importing([...stepsOf(freshKey()).slice(0, 2), ...orphan()])
	],
	[
		'wrong_successors',
		'of a closing that names a goal which is not there',
		() => {
			const steps = stepsOf(freshKey());
			// Without the correction, which changes nothing.
			return importing([...steps.slice(0, 3), steps[6]!]);
		}
	],
	[
		'update_not_published',
		'of a review of nothing',
		async () => {
			const [first, , , , review] = stepsOf(freshKey());
			const { id: organization } = await transcribed(world);
			const expected = await lastNumber(world);
			const steps = [first!, review!] as never;
			return () => imported(world.leader.client, { organization, expected, steps });
		}
	],
	[
		'review_in_import',
		'of a review, where the reviewers publish their own',
		() => importing(stepsOf(freshKey()))
	]
];
function orphan(): object[] {
	const key = freshKey();
	const [first, , , correction] = stepsOf(key);
	return [first!, correction!];
}

describe.each([
	['a goal', goals],
	['an update', updates],
	['an import', imports]
])('%s is refused', (_, rules) => {
	test.each(rules)('%s: %s', async (code, _what, prepare) => {
		const request = await prepare();
		const before = await everything(world);
		expect(await outcome(request())).toBe(code);
		expect(await everything(world)).toEqual(before);
	});
});

test('what the rules allow is published: corrections after the closing, grade 4 with all its evidence', async () => {
	const { client } = world.leader;
	const { goal: of } = await goal();
	const last = await lastNumber(world);
	const done = await publishedUpdate(client, of, { grade: 4 }, [link([0]), link([1])]);
	await close(of, { as: 'delivered', effective_on: '2026-03-01' });
	await publishedUpdate(client, of, { grade: 3, effective_on: '2026-03-20' }, [], done);
	await publishedUpdate(client, (await goal({ criteria: [] })).goal, { grade: 4 }, [link([])]);
	expect(await lastNumber(world)).toBe(last + 5);
});
