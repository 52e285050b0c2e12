import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { carryOut } from '../../src/lib/server/imports/carry-out.ts';
import * as store from '../../src/lib/server/imports/store.ts';
import { outcome } from '../support/outcome.ts';
import { foldRecord, lastNumber } from '../support/record.ts';
import {
	freshKey,
	openWorld,
	publishedGoal,
	reviseGoal,
	transcribed,
	type World
} from '../support/world.ts';

/** What safety-roadmap/2 adds, as steps that a leader brings to the database themselves. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let world: World;
let theirs: { id: string; slug: string };
beforeAll(async () => {
	world = await openWorld();
	const { id } = await transcribed(world);
	const { rows } = await world.backend.database.query<{ slug: string }>(
		'select slug from public.organizations where id = $1',
		[id]
	);
	theirs = { id, slug: rows[0]!.slug };
});
afterAll(() => world.close());

type Step = Record<string, unknown>;

/** Takes steps through; the refusal's code, or null where they are published. */
async function tried(steps: Step[], organization = theirs.id): Promise<string | null> {
	const { client } = world.leader;
	const { rows } = await world.backend.database.query<{ seq: number }>(
		'select max(seq)::int as seq from public.record_entries where organization_id = $1',
		[organization]
	);
	const call = { organization, expected: rows[0]!.seq, total: steps.length, notes: [] };
	const begun = await store.begin(client, call);
	if ('failure' in begun) return begun.failure.code;
	const added = await store.add(client, begun.id, 1, steps as never);
	const came = 'failure' in added ? added : await carryOut(client, begun.id);
	await store.forget(client, begun.id);
	return 'failure' in came ? came.failure.code : null;
}

const reviewer = { name: 'R', relation: 'none', conflicts: '', access: 'public' };

/** A conditional goal with something of every kind. */
function stepsOf(goal: string): Step[] {
	const text = { title: 'A goal', statement: 'A promise.', criteria: ['First', 'Second'] };
	const on = (day: string) => ({ effective_on: `2026-${day}`, goal });
	return [
		{
			...{ kind: 'goal.published', ...on('01-01'), area: 'policy', ...text },
			condition: { text: 'If a model can', threshold: '10^27' },
			target_within: { days: 90, basis: 'stated' },
			translation: {
				...{ language: 'zh', title: '目标', statement: '承诺。', criteria: ['一', '二'] },
				condition: { text: '若模型能够', threshold: '10^27' }
			}
		},
		{
			...{ kind: 'goal.revised', ...on('01-10'), ...text, criteria: ['First', 'Few'] },
			...{ change: 'reworded', reason: 'R.', target_within: { days: 90, basis: 'stated' } }
		},
		{
			...{ kind: 'condition.judged', ...on('01-12'), state: 'unclear', statement: 'Perhaps.' },
			evidence: []
		},
		{
			...{ kind: 'progress.reported', ...on('01-14'), update: 'first', revision: 2, grade: 2 },
			...{ narrative: 'Text.', met: [0], evidence: [] }
		},
		{
			...{ kind: 'review.published', ...on('01-15'), of: 'first', reviewer, grade: 1 },
			...{ agrees: 'no', evidence: 'insufficient', statement: 'S.' },
			findings: [{ criterion: 0, finding: 'not_met' }]
		},
		{
			...{ kind: 'revision.reviewed', ...on('01-16'), revision: 2, reviewer },
			...{ effect: 'weaker', statement: 'S.' }
		},
		{ kind: 'review.answered', ...on('01-17'), of: 'first', review_step: 5, statement: 'A.' },
		{
			...{ kind: 'goal.closed', ...on('01-20'), as: 'missed', reason: 'R.', successors: [] }
		},
		{
			...{ kind: 'record.checked', effective_on: '2026-01-21', by: 'R' },
			...{ sources: ['https://example.org'], statement: 'S.' }
		}
	];
}

const changed = (at: number, more: Step, steps = stepsOf(freshKey())) =>
	steps.map((step, index) => (index === at ? { ...step, ...more } : step));

test('all of it is published, and stands as it was brought', async () => {
	const key = freshKey();
	expect(await tried(stepsOf(key))).toBe(null);
	const goal = (await foldRecord(world)).organizations.get(theirs.slug)!.goals.get(key)!;
	expect(goal.revisions[0]).toMatchObject({
		condition: { text: 'If a model can', threshold: '10^27' },
		target_within: { days: 90, basis: 'stated' },
		translation: { condition: { text: '若模型能够' } }
	});
	expect(goal.judgements).toMatchObject([{ state: 'unclear' }]);
	expect(goal.revisionReviews).toMatchObject([{ revision: 2, effect: 'weaker' }]);
	const { original } = goal.reports[0]!;
	expect(original.entry.met).toEqual([0]);
	expect(original.answers).toMatchObject([{ review: original.reviews[0]!.seq, statement: 'A.' }]);
	expect(goal.closing).toMatchObject({ as: 'missed' });
});

describe('what breaks a rule is refused, and nothing of it is public', () => {
	test.each<[string, string, () => Step[]]>([
		['a changed condition', 'condition_stands', () => changed(1, { condition: { text: 'Other' } })],
		[
			'a day for a conditional goal',
			'wrong_target',
			() => changed(1, { target_within: null, target: { on: '2026-09-01', basis: 'stated' } })
		],
		[
			'days for an unconditional goal',
			'wrong_target',
			() => changed(0, { condition: null, translation: null })
		],
		['a claim past the last criterion', 'unknown_criterion', () => changed(3, { met: [2] })],
		[
			'grade 4 with a criterion that is not met',
			'criterion_not_met',
			() => changed(3, { grade: 4 })
		],
		[
			'a review of a revision that there is not',
			'revision_not_published',
			() => changed(5, { revision: 3 })
		],
		['an answer to what is no review', 'not_found', () => changed(6, { review_step: 4 })],
		['an answer to a later step', 'not_found', () => changed(6, { review_step: 9 })],
		[
			'a second answer',
			'answered_already',
			() => stepsOf(freshKey()).flatMap((step, at) => (at === 6 ? [step, step] : [step]))
		],
		['missed at grade 4', 'graded_delivered', () => changed(3, { grade: 4, met: [0, 1] })],
		[
			'a judgement of a goal without a condition',
			'goal_not_conditional',
			() =>
				changed(0, { condition: null, target_within: null, translation: null }).map((step, at) =>
					at === 1 ? { ...step, target_within: null } : step
				)
		]
	])('%s', async (_, code, steps) => {
		const before = await lastNumber(world);
		expect(await tried(steps())).toBe(code);
		expect(await lastNumber(world)).toBe(before);
	});

	test('a conditional goal is succeeded by a conditional one only', async () => {
		const [first] = stepsOf(freshKey());
		const [next] = stepsOf(freshKey());
		const plain = { ...next, condition: null, target_within: null, translation: null };
		const closed = {
			...{ kind: 'goal.closed', effective_on: '2026-01-01', goal: first!.goal },
			...{ as: 'superseded', reason: 'R.', successors: [next!.goal] }
		};
		expect(await tried([first!, plain, closed])).toBe('wrong_successors');
		expect(await tried([first!, next!, closed])).toBe(null);
	});
});

describe('into a record that an organization keeps itself', () => {
	const rule = (on: boolean) =>
		world.backend.database.query(
			'update public.organizations set two_person_rule = $2 where id = $1',
			[world.acme, on]
		);
	const own = (steps: Step[]) => tried(steps, world.acme);
	const only = (...kinds: string[]) =>
		stepsOf(freshKey()).filter(({ kind }) => kinds.includes(kind as string));

	test('nothing that needs an outsider comes in a file', async () => {
		await rule(false);
		expect(await own(only('goal.published', 'goal.revised', 'revision.reviewed'))).toBe(
			'review_in_import'
		);
		expect(await own(only('goal.published', 'progress.reported', 'review.published'))).toBe(
			'review_in_import'
		);
	});

	test('and with the rule on nothing that needs two', async () => {
		await rule(true);
		for (const kind of ['goal.revised', 'condition.judged', 'progress.reported', 'goal.closed'])
			expect(await own(only('goal.published', kind)), kind).toBe('second_person_for_import');
		expect(await own(only('goal.published'))).toBe(null);
		await rule(false);
	});

	test('nor a check of the sources, which it does not read', async () => {
		expect(await own(only('record.checked'))).toBe('not_transcribed');
	});

	test('a label that the revision contradicts is refused, and two criteria that say the same', async () => {
		const steps = (more: Step) => changed(1, more, only('goal.published', 'goal.revised'));
		expect(await own(steps({ change: 'strengthened' }))).toBe('wrong_change');
		expect(await own(steps({ criteria: ['First', 'first.'] }))).toBe('criterion_twice');
		expect(await own(steps({}))).toBe(null);
	});
});

describe('in the forms', () => {
	const untrue = { change: 'strengthened', title: 'Something else' };
	const revised = async (organization: string) => {
		const { client } = world.leader;
		const { goal } = await publishedGoal(client, organization);
		return outcome(reviseGoal(client, organization, goal, untrue));
	};

	test('who transcribes says what was said, and nobody else calls a change what it is not', async () => {
		await world.backend.database.exec('update public.organizations set two_person_rule = false');
		expect(await revised(world.acme)).toBe('wrong_change');
		expect(await revised(theirs.id)).toBe('ok');
	});

	test('two criteria in the same words are one too many from the start', async () => {
		const { client } = world.leader;
		const twice = { criteria: ['First', '“first”'] };
		await expect(publishedGoal(client, world.acme, twice)).rejects.toThrow('criterion_twice');
		expect(await publishedGoal(client, theirs.id, twice)).toMatchObject({
			seq: expect.any(Number)
		});
	});
});
