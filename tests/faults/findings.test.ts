import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { imported } from '../support/imports.ts';
import { must, outcome } from '../support/outcome.ts';
import { foldRecord } from '../support/record.ts';
import {
	closeGoal,
	draftReview,
	freshKey,
	invite,
	namesOf,
	openWorld,
	publishDrafts,
	publishedGoal,
	publishedUpdate,
	publishNew,
	publishUpdate,
	REVIEWER,
	reviseGoal,
	saveDraft,
	transcribed,
	type World
} from '../support/world.ts';

/** What is said of criteria is said of those that there are, and a review bears the name of who wrote it. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

const fresh = async (draft = {}) =>
	(await publishedGoal(world.leader.client, world.acme, draft)).goal;
const finding = (criterion: unknown) => ({ criterion, finding: 'not_met' });
const publish = (id: string) => publishDrafts(world.reviewer.client, { id });

/** What comes of a review of an update of two criteria with such findings, drafted by a reviewer and in a file. */
const REVIEWS: [string, (findings: unknown[]) => Promise<string>][] = [
	[
		'a draft',
		async (findings) => {
			const update = await publishedUpdate(world.leader.client, await fresh());
			return outcome(publish(await draftReview(world, update, { findings })));
		}
	],
	[
		'a file',
		async (findings) => {
			const { id } = await transcribed(world);
			const update = await publishedUpdate(
				world.leader.client,
				(await publishedGoal(world.leader.client, id)).goal
			);
			const found = world.anonymous.from('record_entries').select('seq').eq('organization_id', id);
			const { seq } = await must(found.order('seq', { ascending: false }).limit(1).single());
			const review = {
				...{ kind: 'review.published', effective_on: '2026-03-02', findings },
				...(await namesOf(world, update)),
				...{ reviewer: REVIEWER, grade: 1, agrees: 'no', evidence: 'partly', statement: 'S.' }
			};
			const call = { organization: id, expected: seq, steps: [review] };
			return outcome(imported(world.leader.client, call));
		}
	]
];

describe.each(REVIEWS)('of a review in %s', (_, reviewed) => {
	test.each([
		['unknown_criterion', [finding(2)]],
		['unknown_criterion', [finding(0), finding(1_000_000)]],
		['unknown_criterion', [finding(2.5)]],
		['finding_twice', [finding(1), { criterion: 1, finding: 'met' }]],
		['wrong_shape', [finding('0')]],
		['wrong_shape', [finding(-1)]],
		['wrong_shape', [0, null, [finding(0)]]],
		['ok', [finding(1), finding(0)]],
		['ok', []]
	])('%s: %j', async (code, findings) => {
		expect(await reviewed(findings)).toBe(code);
	});
});

describe('a revision of a day before', () => {
	const narrowed = { change: 'narrowed', criteria: ['First'] };
	const day = (effective_on: string) => ({ ...narrowed, effective_on });
	const revised = (goal: string, on: string) =>
		outcome(reviseGoal(world.leader.client, world.acme, goal, day(on)));

	test('takes away no criterion that an update claims as met', async () => {
		const goal = await fresh();
		await publishUpdate(world.leader.client, goal, { met: [1] }, []);
		expect(await revised(goal, '2026-02-01')).toBe('criteria_cited');
		expect(await revised(goal, '2026-03-02')).toBe('ok');
	});

	test('nor one that a review found something of', async () => {
		const goal = await fresh();
		const update = await publishedUpdate(world.leader.client, goal, {}, []);
		await must(publish(await draftReview(world, update, { findings: [finding(1)] })));
		expect(await revised(goal, '2026-02-01')).toBe('criteria_cited');
		expect(await revised(goal, '2026-03-02')).toBe('ok');
	});

	test('and else what it does is its label’s', async () => {
		const goal = await fresh();
		const update = await publishedUpdate(world.leader.client, goal, { met: [0] }, []);
		await must(publish(await draftReview(world, update, { findings: [finding(0)] })));
		expect(await revised(goal, '2026-02-01')).toBe('ok');
	});
});

describe('a goal closed as missed', () => {
	test('is not graded as delivered by that day afterwards', async () => {
		const { leader, acme } = world;
		const goal = await fresh();
		const first = await publishedUpdate(leader.client, goal);
		const closing = { as: 'missed', effective_on: '2026-03-05' };
		await must(closeGoal(leader.client, acme, goal, closing));
		const graded = (effective_on: string, corrects?: string) =>
			publishUpdate(leader.client, goal, { grade: 4, effective_on }, undefined, corrects);
		await expect(graded('2026-03-05', first)).rejects.toThrow('graded_delivered');
		await expect(graded('2026-03-04')).rejects.toThrow('graded_delivered');
		expect(await graded('2026-03-06', first)).toMatchObject({ seq: expect.any(Number) });
	});
});

describe('a review', () => {
	const nameOf = async (goal: string, seq: number) => {
		const { goals } = (await foldRecord(world)).organizations.get('acme')!;
		const { reports, revisionReviews } = goals.get(goal)!;
		const reviews = [...reports.flatMap(({ original }) => original.reviews), ...revisionReviews];
		return reviews.find((review) => review.seq === seq)!.reviewer.name;
	};

	test('bears the name of who wrote it, and never one that another’s review bears', async () => {
		const { leader, reviewer, acme } = world;
		const friend = await world.signUp(`${freshKey()}@example.org`);
		await invite(leader.client, acme, friend, 'reviewer');
		const own = friend.client.rpc('change_my_details', {
			organization: acme,
			name: 'reviewer',
			office: ''
		});
		await must(own.then(({ error }) => ({ data: true, error })));
		const update = await publishedUpdate(leader.client, await fresh());
		const { goal, of } = await namesOf(world, update);
		const facts = {
			...{ goal, of, reviewer: { ...REVIEWER, name: 'Another' }, grade: 4, agrees: 'yes' },
			...{ evidence: 'sufficient', material: 'None.', statement: 'S.' }
		};
		const [strict] = await must(
			publish(await draftReview(world, update, { reviewer: facts.reviewer }))
		);
		expect(await nameOf(goal, strict!)).toBe('reviewer');
		const id = await saveDraft(friend.client, acme, 'review.published', facts);
		const [kind] = await must(publishDrafts(friend.client, { id }));
		expect(await nameOf(goal, kind!)).toBe('reviewer (2)');
		const ofRevision = { goal, revision: 1, reviewer: REVIEWER, effect: 'same', statement: 'S.' };
		for (const [{ client }, name] of [
			[reviewer, 'reviewer'],
			[friend, 'reviewer (2)']
		] as const) {
			const { data } = await publishNew(client, acme, 'revision.reviewed', ofRevision);
			expect(await nameOf(goal, data!)).toBe(name);
		}
	});
});
