import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { imported } from '../support/imports.ts';
import { must, outcome } from '../support/outcome.ts';
import { everything, foldRecord, lastNumber, readEntries } from '../support/record.ts';
import {
	closingOf,
	draftGoal,
	freshKey,
	invite,
	openWorld,
	publishDrafts,
	publishedGoal,
	saveDraft,
	TODAY,
	type Member,
	type World
} from '../support/world.ts';
import { failingAt } from './failing.ts';
import { stepsOf } from './steps.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Closings as drafts, with the goals that carry on, while the two-person rule is on. */

const KIND = 'goal.closed';
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

/** A draft of a closing that splits a goal into two drafts, by the leader. */
async function split() {
	const { leader, acme } = world;
	const { client } = leader;
	const { goal } = await publishedGoal(client, acme);
	const halves = [await draftGoal(client, acme), await draftGoal(client, acme)];
	const successors = halves.map((half) => half.goal);
	const facts = await closingOf(client, goal, { as: 'split', successors });
	return { id: await saveDraft(client, acme, KIND, facts), goal, facts, halves };
}
/** The versions of the successors' drafts by key, as they are shown to whoever publishes. */
async function versions({ facts, halves }: Awaited<ReturnType<typeof split>>) {
	const found = world.leader.client.from('goal_drafts').select('goal_id, updated_at');
	const ids = halves.map(({ goal }) => goal);
	const rows = new Map(
		(await must(found.in('goal_id', ids))).map((row) => [row.goal_id, row.updated_at])
	);
	return Object.fromEntries(facts.successors.map((key, at) => [key, rows.get(ids[at]!)!]));
}

test('nobody closes a goal alone, and with the second person its successors begin', async () => {
	const { leader } = world;
	const { id, goal, facts } = await split();
	const last = await lastNumber(world);
	for (const by of [leader, second])
		expect(await outcome(publishDrafts(by.client, { id }))).toBe(
			by === leader ? 'second_person_needed' : 'not_submitted'
		);
	await must(submit(leader, id));
	await must(submit(leader, id));
	// That it could be published was asked, and nothing was.
	expect(await lastNumber(world)).toBe(last);
	expect(await outcome(publishDrafts(leader.client, { id }))).toBe('second_person_needed');

	// Twenty at once, of the one who may: one closing.
	const publish = () => publishDrafts(second.client, { id });
	const answers = await Promise.all(Array.from({ length: 20 }, publish));
	expect(new Set(answers.map(({ data, error }) => error ?? data![0]))).toEqual(new Set([last + 3]));
	const bodies = (await readEntries(world, last)).map(({ body }) => JSON.parse(body));
	expect(bodies.map(({ kind, goal }) => [kind, goal])).toEqual([
		['goal.published', facts.successors[0]],
		['goal.published', facts.successors[1]],
		[KIND, facts.goal]
	]);
	// Whatever day the drafts had.
	for (const body of bodies) expect(body.effective_on).toBe(TODAY);
	expect(bodies[2]).toMatchObject(facts);
	const { goals } = (await foldRecord(world)).organizations.get('acme')!;
	expect(facts.successors.map((key) => goals.get(key)!.predecessor)).toEqual([
		facts.goal,
		facts.goal
	]);
	const found = leader.client.from('goals').select('predecessor_id, key');
	const rows = await must(found.in('key', [facts.goal, ...facts.successors]));
	expect(new Set(rows.map((row) => row.predecessor_id))).toEqual(new Set([null, goal]));
});

test('who reworded a closing is no second person for it', async () => {
	const { leader, acme } = world;
	const { goal } = await publishedGoal(leader.client, acme);
	const facts = await closingOf(leader.client, goal);
	const id = await saveDraft(leader.client, acme, KIND, facts);
	const found = second.client.from('drafts').select('updated_at').eq('id', id).single();
	const { updated_at: seen } = await must(found);
	const reworded = { ...facts, reason: 'Another reason.' };
	const edit = { draft: id, seen };
	await saveDraft(second.client, acme, KIND, reworded, edit);
	await expect(saveDraft(leader.client, acme, KIND, facts, edit)).rejects.toThrow(
		'changed_meanwhile'
	);
	await must(submit(leader, id));
	expect(await outcome(publishDrafts(second.client, { id }))).toBe('second_person_needed');
});

test('what the second person did not look at is not published', async () => {
	const { leader } = world;
	const made = await split();
	const { id, facts, halves } = made;
	await must(submit(leader, id));
	const seen = await versions(made);
	await must(
		leader.client
			.from('goal_drafts')
			.update({ statement: 'Something else.' })
			.eq('goal_id', halves[1]!.goal)
	);
	const before = await everything(world);
	const publish = (successors: object) =>
		publishDrafts(second.client, { id, added: { successors } });
	for (const successors of [seen, { [facts.successors[0]!]: seen[facts.successors[0]!] }, {}])
		expect(await outcome(publish(successors))).toBe('changed_meanwhile');
	expect(await everything(world)).toEqual(before);
	expect(await outcome(publish(await versions(made)))).toBe('ok');
});

test('one that comes back keeps its successors drafts, and goes on', async () => {
	const { leader, acme } = world;
	const { id, facts } = await split();
	await must(submit(leader, id));
	await expect(saveDraft(second.client, acme, KIND, facts)).rejects.toThrow('drafted_already');
	await must(second.client.rpc('return_draft', { draft: id, comment: 'Say why.' }));
	const comments = leader.client.from('draft_comments').select('returned_facts');
	expect(await must(comments.eq('draft_id', id))).toEqual([{ returned_facts: facts }]);
	expect(await outcome(publishDrafts(second.client, { id }))).toBe('not_submitted');
	await must(submit(leader, id));
	await must(leader.client.rpc('take_back_draft', { draft: id }));
	const drafts = leader.client.from('goals').select('published_seq').in('key', facts.successors);
	expect(await must(drafts)).toEqual([{ published_seq: null }, { published_seq: null }]);
});

test('a failure in the middle leaves the closing and its successors as they were', async () => {
	const { leader } = world;
	const { id } = await split();
	await must(submit(leader, id));
	const before = await everything(world);
	const publish = () => outcome(publishDrafts(second.client, { id }));
	for (const point of [
		{ entry: 1 },
		{ entry: 2 },
		{ entry: 3 },
		{ row: 'goals' },
		{ row: 'drafts' }
	])
		expect(await failingAt(world, point, publish)).toBe('unavailable');
	expect(await everything(world)).toEqual(before);
	expect(await publish()).toBe('ok');
});

test('a successor that was published on another day meanwhile is none any more', async () => {
	const { leader } = world;
	const { id, halves } = await split();
	await must(submit(leader, id));
	await must(leader.client.rpc('publish_goal', { goal: halves[0]!.goal }));
	expect(await outcome(publishDrafts(second.client, { id }))).toBe('wrong_successors');
});

test('a file is no way around the second person, nor around a draft that is in the way', async () => {
	const { leader, acme } = world;
	const [published] = stepsOf(freshKey());
	const closed = {
		...{ kind: KIND, goal: published!.goal, effective_on: '2026-02-01' },
		...{ as: 'withdrawn', reason: 'R.', successors: [] as string[] }
	};
	const bring = async (...steps: object[]) =>
		outcome(imported(leader.client, { organization: acme, expected: await lastOfAcme(), steps }));
	expect(await bring(published!, closed)).toBe('second_person_for_import');
	await rule(false);
	const draft = await draftGoal(leader.client, acme, {
		area: 'policy',
		effective_on: '2026-02-01'
	});
	const { goal: key } = await closingOf(leader.client, draft.goal);
	const superseded = { ...closed, as: 'superseded', successors: [key] };
	expect(await bring(published!, superseded)).toBe('wrong_successors');
	expect(await bring(published!, closed, closed)).toBe('goal_closed');
	expect(await bring(published!, closed)).toBe('ok');
	await rule(true);
});
const lastOfAcme = async () => {
	const found = world.anonymous
		.from('record_entries')
		.select('seq')
		.eq('organization_id', world.acme);
	return (await must(found.order('seq', { ascending: false }).limit(1).single())).seq;
};
