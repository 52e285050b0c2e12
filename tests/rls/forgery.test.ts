import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { imported } from '../support/imports.ts';
import { must, outcome } from '../support/outcome.ts';
import {
	closingOf,
	draftGoal,
	draftRevision,
	draftUpdate,
	freshKey,
	link,
	openWorld,
	publishedGoal,
	publishedUpdate,
	publishNew,
	revisionOf,
	type Member,
	type World
} from '../support/world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: World;
let ours: Awaited<ReturnType<typeof publishedGoal>>;
let theirs: Awaited<ReturnType<typeof publishedGoal>>;

beforeAll(async () => {
	world = await openWorld();
	ours = await publishedGoal(world.leader.client, world.acme);
	theirs = await publishedGoal(world.stranger.client, world.umbra);
});
afterAll(() => world.close());

const update = (by: Member, values: object) =>
	outcome(
		by.client.from('progress_updates').insert({
			organization_id: world.acme,
			goal_id: ours.goal,
			effective_on: '2026-03-01',
			grade: 1,
			created_by: by.membership,
			...values
		})
	);

test('nobody writes in the name of another', async () => {
	const { leader, contributor, removed, stranger } = world;
	expect(await update(contributor, {})).toBe('ok');
	for (const other of [leader, removed, stranger])
		expect(await update(contributor, { created_by: other.membership })).toBe('not_allowed');
	expect(await update(contributor, { created_by: null })).toBe('not_allowed');
	const goal = { organization_id: world.acme, key: freshKey(), area: 'policy' };
	expect(
		await outcome(
			leader.client.from('goals').insert({ ...goal, created_by: contributor.membership })
		)
	).toBe('not_allowed');
});

test('nobody gives a draft another author, goal or organization', async () => {
	const id = await draftUpdate(world.contributor.client, ours.goal);
	for (const values of [
		{ created_by: world.leader.membership },
		{ goal_id: theirs.goal },
		{ organization_id: world.umbra },
		{ corrects_id: id }
	])
		for (const by of [world.contributor, world.leader])
			expect(await outcome(by.client.from('progress_updates').update(values).eq('id', id))).toBe(
				'denied'
			);
});

test('nobody publishes by setting a column', async () => {
	const { leader, acme } = world;
	const draft = await draftGoal(leader.client, acme);
	const id = await draftUpdate(leader.client, ours.goal);
	const tries = [
		leader.client.from('goals').update({ published_seq: 1 }).eq('id', draft.goal),
		leader.client.from('progress_updates').update({ published_seq: 1 }).eq('id', id),
		leader.client.from('goals').update({ predecessor_id: ours.goal }).eq('id', draft.goal),
		leader.client
			.from('goals')
			.insert({ organization_id: acme, key: freshKey(), area: 'policy', published_seq: 1 })
	];
	for (const request of tries) expect(await outcome(request)).toBe('denied');
});

test('nobody writes into another organization', async () => {
	const { leader, contributor, stranger, acme, umbra } = world;
	expect(await update(leader, { organization_id: umbra, goal_id: theirs.goal })).toBe(
		'not_allowed'
	);
	// One's own organization with another's goal, and the other way round.
	expect(await update(leader, { goal_id: theirs.goal })).toBe('not_allowed');
	expect(await update(leader, { organization_id: umbra })).toBe('not_allowed');
	for (const [organization_id, goal_id] of [
		[acme, theirs.goal],
		[umbra, ours.goal],
		[umbra, theirs.goal]
	] as const)
		expect(
			await outcome(
				leader.client.from('goal_drafts').insert({ title: 'T', organization_id, goal_id })
			)
		).toBe('not_allowed');

	const mine = await draftUpdate(contributor.client, ours.goal);
	const foreign = await draftUpdate(stranger.client, theirs.goal);
	for (const [organization_id, update_id] of [
		[acme, foreign],
		[umbra, mine],
		[umbra, foreign]
	] as const)
		expect(
			await outcome(
				contributor.client.from('evidence').insert({
					organization_id,
					update_id,
					position: 5,
					...(link() as { title: string; kind: string; visibility: string }),
					criteria: [0]
				})
			)
		).toBe('not_allowed');
	expect(
		await outcome(
			leader.client.rpc('save_progress_update', {
				goal: ours.goal,
				draft: { effective_on: '2026-03-01', grade: 1 },
				evidence: [],
				progress_update: foreign
			})
		)
	).toBe('not_editable');
	expect(await outcome(leader.client.rpc('publish_goal', { goal: theirs.goal }))).toBe(
		'not_allowed'
	);
	for (const [kind, facts] of [
		['goal.closed', await closingOf(stranger.client, theirs.goal)],
		['goal.revised', await revisionOf(stranger.client, theirs.goal)]
	] as const)
		for (const [organization, code] of [
			[umbra, 'not_allowed'],
			[acme, 'unknown_goal']
		] as const)
			expect(await outcome(publishNew(leader.client, organization, kind, facts))).toBe(code);
	expect(
		await outcome(imported(leader.client, { organization: umbra, expected: theirs.seq, steps: [] }))
	).toBe('not_allowed');
});

test('a goal of another organization can be neither corrected nor named as a successor', async () => {
	const { leader, stranger } = world;
	const foreign = await publishedUpdate(stranger.client, theirs.goal);
	const correction = await draftUpdate(
		leader.client,
		ours.goal,
		{ effective_on: '2026-04-01' },
		[],
		foreign
	);
	expect(
		await outcome(leader.client.rpc('publish_progress_update', { progress_update: correction }))
	).toBe('wrong_correction');
	const closing = await closingOf(leader.client, ours.goal, {
		as: 'superseded',
		effective_on: '2026-01-10'
	});
	const { goal: successor } = await closingOf(stranger.client, theirs.goal);
	expect(
		await outcome(
			publishNew(leader.client, world.acme, 'goal.closed', { ...closing, successors: [successor] })
		)
	).toBe('wrong_successors');
});

test('what is published is nobody’s to change, evidence included', async () => {
	const { leader, acme } = world;
	const id = await publishedUpdate(leader.client, ours.goal);
	const touched = [
		await must(
			leader.client.from('progress_updates').update({ narrative: 'New' }).eq('id', id).select('id')
		),
		await must(leader.client.from('progress_updates').delete().eq('id', id).select('id')),
		await must(leader.client.from('evidence').delete().eq('update_id', id).select('id')),
		await must(leader.client.from('goals').update({ key: 'new' }).eq('id', ours.goal).select('id')),
		await must(leader.client.from('goals').delete().eq('id', ours.goal).select('id'))
	];
	expect(touched.flat()).toEqual([]);
	expect(
		await outcome(
			leader.client.from('evidence').insert({
				organization_id: acme,
				update_id: id,
				position: 9,
				kind: 'link',
				visibility: 'public',
				title: 'Late',
				url: 'https://example.org'
			})
		)
	).toBe('not_editable');
	// The owner is past every policy: a trigger still keeps evidence from arriving late.
	await expect(
		world.backend.database.exec(`delete from public.evidence where update_id = '${id}'`)
	).rejects.toMatchObject({ detail: 'not_editable.published' });
});

test('a contributor edits and deletes own drafts, and no one else’s', async () => {
	const { leader, contributor } = world;
	const other = await draftUpdate(leader.client, ours.goal);
	const own = await draftUpdate(contributor.client, ours.goal);
	const save = (progress_update: string) =>
		outcome(
			contributor.client.rpc('save_progress_update', {
				goal: ours.goal,
				draft: { effective_on: '2026-03-02', grade: 3, narrative: 'Changed.' },
				evidence: [link([1]) as never],
				progress_update
			})
		);
	expect(await save(other)).toBe('not_editable');
	expect(await save(own)).toBe('ok');
	expect(
		await must(leader.client.from('evidence').select('criteria').eq('update_id', own))
	).toEqual([{ criteria: [1] }]);
	expect(
		await outcome(contributor.client.rpc('publish_progress_update', { progress_update: own }))
	).toBe('not_allowed');
});

test('a leader drafts a revision in their own name only', async () => {
	const { leader, acme, contributor, stranger } = world;
	const facts = await revisionOf(leader.client, ours.goal);
	const row = { organization_id: acme, kind: 'goal.revised', facts };
	for (const { membership } of [contributor, stranger])
		expect(
			await outcome(
				leader.client.from('drafts').insert({ ...row, created_by: membership } as never)
			)
		).toBe('not_allowed');
	await draftRevision(leader.client, acme, ours.goal);
	// One draft at a time.
	await expect(draftRevision(leader.client, acme, ours.goal)).rejects.toThrow('drafted_already');
	await expect(draftRevision(contributor.client, acme, ours.goal)).rejects.toThrow('42501');
});
