import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { imported } from '../support/imports.ts';
import { must, outcome } from '../support/outcome.ts';
import { everything, foldRecord, lastNumber, readEntries } from '../support/record.ts';
import {
	draftRevision,
	freshKey,
	invite,
	link,
	openWorld,
	publishDrafts,
	publishedGoal,
	publishedUpdate,
	revisionOf,
	saveDraft,
	translation,
	type Member,
	type World
} from '../support/world.ts';
import { stepsOf } from './steps.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Revisions as drafts, while the two-person rule is on. */

const KIND = 'goal.revised';
let world: World;
let second: Member;
beforeAll(async () => {
	world = await openWorld();
	const { leader, acme } = world;
	const person = await world.signUp('second@example.org');
	await invite(leader.client, acme, person, 'leader');
	const found = person.client.from('memberships').select('id').eq('user_id', person.id).single();
	second = { ...person, membership: (await must(found)).id };
	await rule(true);
});
afterAll(() => world.close());

const rule = (enforced: boolean) =>
	must(world.leader.client.rpc('set_two_person_rule', { organization: world.acme, enforced }));
const submit = (by: Member, draft: string) => by.client.rpc('submit_draft', { draft });
const fresh = async (draft = {}) =>
	(await publishedGoal(world.leader.client, world.acme, draft)).goal;
const draftOf = (goal: string, more?: object) =>
	draftRevision(world.leader.client, world.acme, goal, more);
const version = async (id: string) => {
	const found = second.client.from('drafts').select('facts, updated_at').eq('id', id);
	const { facts, updated_at: seen } = await must(found.single());
	return { facts: facts as object, seen };
};

test('nobody revises a goal alone', async () => {
	const { leader } = world;
	const goal = await fresh({ translation });
	const id = await draftOf(goal, { translation });
	const last = await lastNumber(world);
	for (const by of [leader, second])
		expect(await outcome(publishDrafts(by.client, { id }))).toBe(
			by === leader ? 'second_person_needed' : 'not_submitted'
		);
	await must(submit(leader, id));
	expect(await lastNumber(world)).toBe(last);
	expect(await outcome(publishDrafts(leader.client, { id }))).toBe('second_person_needed');

	// Twenty at once, of the one who may: one revision.
	const publish = () => publishDrafts(second.client, { id });
	const answers = await Promise.all(Array.from({ length: 20 }, publish));
	expect(new Set(answers.map(({ data, error }) => error ?? data![0]))).toEqual(new Set([last + 1]));
	const [entry] = await readEntries(world, last);
	expect(JSON.parse(entry!.body)).toMatchObject({
		...(await revisionOf(leader.client, goal, { translation })),
		revision: 2,
		confirmed: true
	});
	expect(entry).toMatchObject({ kind: KIND, criteria: 2 });
	const { goals } = (await foldRecord(world)).organizations.get('acme')!;
	expect(goals.get(JSON.parse(entry!.body).goal)!.revisions).toHaveLength(2);
});

test('that a second person approved is said by the database, and by nobody else', async () => {
	const { leader, acme } = world;
	const rule = (enforced: boolean) =>
		must(leader.client.rpc('set_two_person_rule', { organization: acme, enforced }));
	const id = await draftOf(await fresh());
	const { facts, seen } = await version(id);
	await saveDraft(leader.client, acme, KIND, { ...facts, confirmed: true }, { draft: id, seen });
	await rule(false);
	const last = await lastNumber(world);
	const added = { confirmed: true };
	await must(publishDrafts(leader.client, { id, added }));
	const [entry] = await readEntries(world, last);
	expect(JSON.parse(entry!.body)).not.toHaveProperty('confirmed');
	await rule(true);
});

test('who reworded a revision is no second person for it, and one comes back with a comment', async () => {
	const { leader, acme } = world;
	const id = await draftOf(await fresh());
	const { facts, seen } = await version(id);
	const reworded = { ...facts, title: 'Another title' };
	await saveDraft(second.client, acme, KIND, reworded, { draft: id, seen });
	await expect(saveDraft(leader.client, acme, KIND, facts, { draft: id, seen })).rejects.toThrow(
		'changed_meanwhile'
	);
	await must(submit(leader, id));
	expect(await outcome(publishDrafts(second.client, { id }))).toBe('second_person_needed');
	await must(second.client.rpc('return_draft', { draft: id, comment: 'Say why.' }));
	const comments = leader.client.from('draft_comments').select('returned_facts');
	expect(await must(comments.eq('draft_id', id))).toEqual([{ returned_facts: reworded }]);
	await must(submit(leader, id));
	await must(leader.client.rpc('take_back_draft', { draft: id }));
});

test('the team sees a draft and what it would say, and no more than leaders write it', async () => {
	const { contributor, reviewer, stranger, leader, acme } = world;
	const goal = await fresh();
	const id = await draftOf(goal, {
		target: { on: '2026-12-31', basis: 'stated' },
		change: 'narrowed'
	});
	const preview = (by: { client: World['anonymous'] }) =>
		by.client.rpc('preview_draft', { draft: id });
	const { facts, seen } = await version(id);
	for (const by of [leader, second, contributor, reviewer])
		expect(await must(preview(by))).toEqual({ ...facts, kind: KIND, revision: 2 });
	expect(await outcome(preview(stranger))).toBe('not_found');
	await expect(
		saveDraft(contributor.client, acme, KIND, facts, { draft: id, seen })
	).rejects.toThrow('not_editable');
	expect(await outcome(submit(contributor, id))).toBe('not_editable');
	// What publishing would refuse, the preview refuses.
	await saveDraft(
		leader.client,
		acme,
		KIND,
		{ ...facts, change: 'editorial' },
		{ draft: id, seen }
	);
	expect(await outcome(preview(contributor))).toBe('wrong_change');
});

test('a set of drafts is published together or not at all, and each sees the one before', async () => {
	const { leader } = world;
	const narrowed = await draftOf(await fresh(), { change: 'narrowed', criteria: ['First'] });
	const broken = await draftOf(await fresh(), { title: 'A goal', change: 'narrowed' });
	for (const id of [narrowed, broken]) await outcome(submit(leader, id));
	const before = await everything(world);
	expect(await outcome(publishDrafts(second.client, { id: narrowed }, { id: broken }))).toBe(
		'not_submitted'
	);
	expect(await everything(world)).toEqual(before);
	const other = await draftOf(await fresh());
	await must(submit(leader, other));
	const last = await lastNumber(world);
	expect(await must(publishDrafts(second.client, { id: other }, { id: narrowed }))).toEqual([
		last + 1,
		last + 2
	]);
});

test('several of one goal on one day count up, and updates are measured by the last of them', async () => {
	const { leader } = world;
	await rule(false);
	const goal = await fresh();
	for (const [at, criteria] of [
		['First'],
		['First', 'More'],
		['First', 'More', 'Most']
	].entries()) {
		const change = at === 0 ? 'narrowed' : 'strengthened';
		await must(publishDrafts(leader.client, { id: await draftOf(goal, { change, criteria }) }));
	}
	await publishedUpdate(leader.client, goal, {}, [link([2])]);
	await expect(publishedUpdate(leader.client, goal, {}, [link([3])])).rejects.toThrow(
		'unknown_criterion'
	);
	const last = (await readEntries(world)).map(({ body }) => JSON.parse(body)).slice(-4);
	expect(last.map(({ revision }) => revision)).toEqual([2, 3, 4, 4]);
	await rule(true);
});

test('a file is no way around the second person, nor over a draft that is in the way', async () => {
	const { leader, acme } = world;
	const key = freshKey();
	const [published] = stepsOf(key);
	const revised = {
		...{ ...published!, kind: KIND, effective_on: '2026-02-01', translation: undefined },
		...{ area: undefined, change: 'narrowed', criteria: [], reason: 'R.' }
	};
	const bring = async (...steps: object[]) =>
		outcome(imported(leader.client, { organization: acme, expected: await lastOfAcme(), steps }));
	expect(await bring(published!, revised)).toBe('second_person_for_import');
	expect(await bring(published!)).toBe('ok');
	await rule(false);
	const found = leader.client.from('goals').select('id').eq('key', key).single();
	const { id: goal } = await must(found);
	const id = await draftOf(goal, { change: 'narrowed', criteria: [] });
	expect(await bring(revised)).toBe('draft_in_the_way');
	await must(leader.client.from('drafts').delete().eq('id', id).select('id'));
	expect(await bring(revised)).toBe('ok');
	await rule(true);
});
const lastOfAcme = async () => {
	const found = world.anonymous
		.from('record_entries')
		.select('seq')
		.eq('organization_id', world.acme);
	return (await must(found.order('seq', { ascending: false }).limit(1).single())).seq;
};

/** A draft with two kinds of change: other words, and then a later date. */
const DUE = { target_on: '2026-06-30', target_basis: 'stated' };
const target = (on: string) => ({ on, basis: 'stated' });
const LATER = target('2026-12-31');
const reworded = {
	change: 'reworded',
	title: 'A goal in other words',
	target: target('2026-06-30')
};
async function two(goal: string, second: object = {}, first: object = {}) {
	const facts = { ...(await revisionOf(world.leader.client, goal, reworded)), ...first };
	const { title, statement, criteria } = facts as Record<string, unknown>;
	const then = { title, statement, criteria, change: 'date_moved', reason: 'Another reason.' };
	const { leader, acme } = world;
	return saveDraft(leader.client, acme, KIND, {
		...facts,
		then: { ...then, target: LATER, ...second }
	});
}

test('two kinds of change are two revisions in one step, each confirmed and each listed', async () => {
	const { leader, contributor } = world;
	const goal = await fresh(DUE);
	const id = await two(goal);
	for (const by of [leader, second])
		expect(await outcome(publishDrafts(by.client, { id }))).not.toBe('ok');
	await must(submit(leader, id));
	expect(await outcome(publishDrafts(leader.client, { id }))).toBe('second_person_needed');
	const last = await lastNumber(world);
	// Twenty at once: two revisions, and no more.
	const publish = () => publishDrafts(second.client, { id });
	const answers = await Promise.all(Array.from({ length: 20 }, publish));
	expect(new Set(answers.map(({ data, error }) => error ?? data![0]))).toEqual(new Set([last + 2]));
	const entries = (await readEntries(world, last)).map(({ body }) => JSON.parse(body) as object);
	expect(entries).toMatchObject([
		{
			kind: KIND,
			revision: 2,
			change: 'reworded',
			reason: 'Clearer words.',
			title: 'A goal in other words',
			target: { on: '2026-06-30' },
			confirmed: true
		},
		{
			kind: KIND,
			revision: 3,
			change: 'date_moved',
			reason: 'Another reason.',
			title: 'A goal in other words',
			target: { on: '2026-12-31' },
			confirmed: true
		}
	]);
	for (const entry of entries) expect(entry).not.toHaveProperty('then');
	const { goals } = (await foldRecord(world)).organizations.get('acme')!;
	const { goal: key } = entries[0] as { goal: string };
	expect(goals.get(key)!.revisions).toHaveLength(3);
	const line = contributor.client.from('activity').select('name').eq('subject', id);
	expect(await must(line.eq('action', 'drafts.published'))).toEqual([
		{ name: 'reworded/date_moved' }
	]);
});

test.each([
	['wrong_change', 'the second is not what it is called', { target: target('2026-03-31') }, {}],
	['wrong_change', 'the second does another thing too', { title: 'Yet another title' }, {}],
	['wrong_change', 'the first moves the date as well', {}, { target: LATER }],
	['nothing_changed', 'the second changes nothing', { target: target('2026-06-30') }, {}],
	['reason_missing', 'the second gives no reason', { reason: ' ' }, {}],
	['statement_missing', 'the second has no statement', { statement: '' }, {}],
	['wrong_shape', 'the second is called nothing', { change: null }, {}],
	['wrong_shape', 'the second has criteria that are no list', { criteria: 'First' }, {}],
	['far_day', 'the second has a target in another century', { target: target('2300-01-01') }, {}],
	['condition_stands', 'the second states a condition', { condition: { text: 'If' } }, {}],
	['translation_unfinished', 'the translation of the second is not whole', { translation: {} }, {}],
	['unseen_character', 'the second has what nobody sees', { title: 'A\u202egoal' }, {}]
])('%s: %s, and neither is published', async (code, _, more, first) => {
	const goal = await fresh(DUE);
	const drafted = two(goal, more, first);
	if (code === 'unseen_character') return expect(drafted).rejects.toThrow(code);
	const id = await drafted;
	const last = await lastNumber(world);
	expect(await outcome(submit(world.leader, id))).toBe(code);
	expect(await outcome(world.leader.client.rpc('preview_draft', { draft: id }))).toBe(code);
	await rule(false);
	expect(await outcome(publishDrafts(world.leader.client, { id }))).toBe(code);
	await rule(true);
	expect((await readEntries(world, last)).filter(({ kind }) => kind === KIND)).toEqual([]);
});

test('a second revision is of the same goal and day, whatever it says, and holds no third', async () => {
	await rule(false);
	const [goal, other] = [await fresh(DUE), await fresh(DUE)];
	const { goal: key } = (await revisionOf(world.leader.client, other)) as { goal: string };
	const id = await two(goal, {
		goal: key,
		effective_on: '2020-01-01',
		then: { change: 'editorial', reason: 'A third.' }
	});
	const last = await lastNumber(world);
	await must(publishDrafts(world.leader.client, { id }));
	const entries = (await readEntries(world, last)).map(({ body }) => JSON.parse(body) as object);
	const { goal: own, effective_on } = entries[0] as { goal: string; effective_on: string };
	expect(entries).toMatchObject([
		{ goal: own, effective_on },
		{ goal: own, effective_on }
	]);
	expect(own).not.toBe(key);
	await rule(true);
});
