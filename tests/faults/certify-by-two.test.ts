import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { must, outcome } from '../support/outcome.ts';
import { everything, foldRecord, lastNumber, readEntries } from '../support/record.ts';
import {
	certification,
	confirmation,
	draftCertificate,
	FIGURES,
	invite,
	openWorld,
	publishDrafts,
	publishedGoal,
	submittedCertificate,
	type Member,
	type World
} from '../support/world.ts';
import { failingAt } from './failing.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Certifying while the two-person rule is on: one leader submits, another publishes. */

let world: World;
let second: Member;
let quarters = 0;
beforeAll(async () => {
	world = await openWorld();
	await publishedGoal(world.leader.client, world.acme, { effective_on: '2025-01-10' });
	second = await addLeader('second@example.org');
	await must(
		second.client.rpc('set_two_person_rule', { organization: world.acme, enforced: true })
	);
});
afterAll(() => world.close());

async function addLeader(email: string): Promise<Member> {
	const person = await world.signUp(email);
	await invite(world.leader.client, world.acme, person, 'leader');
	const { id } = await must(
		person.client.from('memberships').select('id').eq('user_id', person.id).single()
	);
	return { ...person, membership: id };
}

/** A quarter that nothing was said of yet. */
const freshQuarter = () => ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2026-Q1'][quarters++]!;
const submit = async (by: Member, period: string) =>
	submittedCertificate(by.client, world.acme, period, await lastNumber(world));
const publish = (by: Member, id: string, added: object = confirmation) =>
	publishDrafts(by.client, { id, added });
/** What is added where the record has grown since. */
const anew = async (more: object = {}) => ({
	...confirmation,
	position: await lastNumber(world),
	figures: FIGURES,
	...more
});
const giveBack = (by: Member, draft: string, comment = 'The statement says too much.') =>
	outcome(by.client.rpc('return_draft', { draft, comment }));
const takeBack = (by: Member, draft: string) =>
	outcome(by.client.rpc('take_back_draft', { draft }));
const edit = async (by: Member, draft: string, facts: object) => {
	const found = by.client.from('drafts').select('kind, updated_at').eq('id', draft).single();
	const { kind, updated_at: seen } = await must(found);
	return by.client.rpc('save_draft', {
		organization: world.acme,
		kind,
		facts: facts as never,
		draft,
		seen
	});
};

test('nobody certifies alone, whichever way they ask', async () => {
	const { leader, acme } = world;
	const period = freshQuarter();
	const last = await lastNumber(world);
	const id = await draftCertificate(leader.client, acme, period, last);
	for (const by of [leader, second])
		expect(await outcome(publish(by, id))).toBe(
			by === leader ? 'second_person_needed' : 'not_submitted'
		);
	await must(leader.client.rpc('submit_draft', { draft: id }));
	// Submitting again changes nothing, and what is submitted is nobody's to edit or discard.
	await must(leader.client.rpc('submit_draft', { draft: id }));
	expect(await outcome(publish(leader, id))).toBe('second_person_needed');
	expect(await outcome(edit(leader, id, {}))).toBe('not_editable');
	for (const by of [leader, second])
		expect((await by.client.from('drafts').delete().eq('id', id).select('id')).data).toEqual([]);
	expect(await lastNumber(world)).toBe(last);

	// Fifty at once, of the one who may: one entry.
	const answers = await Promise.all(Array.from({ length: 50 }, () => publish(second, id)));
	expect(new Set(answers.map(({ data, error }) => error ?? data![0]))).toEqual(new Set([last + 1]));
	const [entry] = await readEntries(world, last);
	expect(JSON.parse(entry!.body)).toMatchObject({
		kind: 'scorecard.certified',
		period,
		certifier: { name: 'Lea', office: 'Head of safety' },
		...confirmation,
		position: { seq: last }
	});
	expect(await giveBack(second, id)).toBe('not_submitted');
	expect(await takeBack(leader, id)).toBe('not_submitted');
	await foldRecord(world);
});

test('whoever changed what it says does not certify it alone either', async () => {
	const { leader, acme } = world;
	const period = freshQuarter();
	const last = await lastNumber(world);
	const id = await draftCertificate(leader.client, acme, period, last);
	await must(edit(second, id, certification(period, last, { statement: 'Other words.' })));
	await must(leader.client.rpc('submit_draft', { draft: id }));
	expect(await outcome(publish(second, id))).toBe('second_person_needed');
	const third = await addLeader('another@example.org');
	expect(await outcome(publish(third, id))).toBe('ok');
});

test('there is one draft for each quarter, which comes back with a word', async () => {
	const { leader, acme } = world;
	const period = freshQuarter();
	const id = await submit(leader, period);
	await expect(submit(second, period)).rejects.toThrow('drafted_already');
	expect(await giveBack(second, id, ' \u3000')).toBe('comment_missing');
	expect(await giveBack(second, id)).toBe('ok');
	expect(await outcome(publish(second, id))).toBe('not_submitted');
	const comments = leader.client.from('draft_comments').select('body, returned_facts');
	expect(await must(comments.eq('draft_id', id))).toMatchObject([
		{ body: 'The statement says too much.', returned_facts: { period } }
	]);
	// What was said of it stays.
	expect(await outcome(leader.client.from('drafts').delete().eq('id', id))).toBe('comments_kept');

	const facts = certification(period, await lastNumber(world), { statement: 'Less.' });
	await must(edit(leader, id, facts));
	await must(leader.client.rpc('submit_draft', { draft: id }));
	expect(await takeBack(second, id)).toBe('not_submitted');
	expect(await takeBack(leader, id)).toBe('ok');
	expect(await takeBack(leader, id)).toBe('not_submitted');
	expect(await outcome(edit(leader, id, { ...facts, period: 2026 }))).toBe('ok');
	expect(await outcome(leader.client.rpc('submit_draft', { draft: id }))).toBe('wrong_period');
	expect(await must(second.client.from('drafts').select('subject').eq('id', id))).toEqual([
		{ subject: '2026' }
	]);
	expect(await outcome(leader.client.rpc('submit_draft', { draft: id, seen: '2026-01-01' }))).toBe(
		'changed_meanwhile'
	);
	for (const one of [leader, second])
		expect(
			await outcome(one.client.from('draft_comments').select('id').eq('organization_id', acme))
		).toBe('ok');
});

test('it is certified only as it was submitted, and up to the record’s end', async () => {
	const { leader, acme } = world;
	const id = await submit(leader, freshQuarter());
	const { seq } = await publishedGoal(leader.client, acme);
	expect(await outcome(publish(second, id))).toBe('record_grew');
	expect(await outcome(publish(second, id, await anew({ position: seq - 1 })))).toBe('record_grew');
	const figures = { ...FIGURES, overall: { ...FIGURES.overall, claimed: 60 } };
	expect(await outcome(publish(second, id, await anew({ figures })))).toBe('figures_changed');
	const unnamed = { position: seq, ...confirmation };
	expect(await outcome(publish(second, id, unnamed))).toBe('wrong_figures');
	for (const [confirmed_by, code] of [
		[{ ...confirmation.confirmed_by, name: ' ' }, 'name_missing'],
		[{ name: 'Sec' }, 'office_missing'],
		[null, 'name_missing']
	] as const)
		expect(await outcome(publish(second, id, await anew({ confirmed_by })))).toBe(code);
	expect(await outcome(publish(second, id, await anew()))).toBe('ok');
});

test('a failure in the middle of certifying leaves everything as it was', async () => {
	const { leader } = world;
	const id = await submit(leader, freshQuarter());
	const before = await everything(world);
	for (const point of [{ entry: 1 }, { row: 'drafts' }])
		expect(await failingAt(world, point, () => outcome(publish(second, id)))).toBe('unavailable');
	expect(await everything(world)).toEqual(before);
	expect(await outcome(publish(second, id))).toBe('ok');
});

test('who is no leader any more takes back nothing', async () => {
	const { leader } = world;
	const third = await addLeader('demoted@example.org');
	const id = await submit(third, '2026-Q2');
	const be = (role: string) =>
		must(leader.client.from('memberships').update({ role }).eq('id', third.membership));
	for (const role of ['contributor', 'reviewer']) {
		await be(role);
		expect(await takeBack(third, id)).toBe('not_submitted');
	}
	expect(await outcome(publish(second, id))).toBe('proposer_left');
	await be('leader');
	expect(await takeBack(third, id)).toBe('ok');
	await must(third.client.from('drafts').delete().eq('id', id));
});

test('what somebody submitted who was removed since is not certified in their name', async () => {
	const { leader } = world;
	const third = await addLeader('third@example.org');
	const id = await submit(third, '2026-Q2');
	await must(
		leader.client
			.from('memberships')
			.update({ removed_at: new Date().toISOString() })
			.eq('id', third.membership)
	);
	expect(await takeBack(third, id)).toBe('not_submitted');
	expect(await outcome(publish(second, id))).toBe('proposer_left');
	expect(await giveBack(second, id)).toBe('ok');
});
