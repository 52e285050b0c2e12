import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { must, outcome } from '../support/outcome.ts';
import { everything, foldRecord, lastNumber, readEntries } from '../support/record.ts';
import {
	certification,
	FIGURES,
	invite,
	openWorld,
	proposed,
	publishedGoal,
	type Member,
	type World
} from '../support/world.ts';
import { failingAt } from './failing.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Certifying while the two-person rule is on: one leader proposes, another certifies. */

let world: World;
let second: Member;
let quarters = 0;
beforeAll(async () => {
	world = await openWorld();
	await publishedGoal(world.leader.client, world.acme, { effective_on: '2025-01-10' });
	second = await addLeader('second@example.org');
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
const propose = async (by: Member, period: string) =>
	proposed(by.client, world.acme, period, await lastNumber(world));
const certify = async (by: Member, proposal: string, more: object = {}) =>
	by.client.rpc('certify_proposal', {
		proposal,
		position_seq: await lastNumber(world),
		figures: FIGURES,
		confirmer_name: 'Sec',
		confirmer_office: 'Chief scientist',
		...more
	});
const decline = (by: Member, proposal: string, comment = 'The statement says too much.') =>
	outcome(by.client.rpc('decline_proposal', { proposal, comment }));
const withdraw = (by: Member, proposal: string) =>
	outcome(by.client.rpc('withdraw_proposal', { proposal }));

test('nobody certifies alone, whichever way they ask', async () => {
	const { leader, acme } = world;
	const period = freshQuarter();
	const last = await lastNumber(world);
	const alone = { ...certification(acme, period), position_seq: last };
	for (const by of [leader, second])
		expect(await outcome(by.client.rpc('certify_scorecard', alone))).toBe('certified_alone');
	const proposal = await propose(leader, period);
	expect(await outcome(certify(leader, proposal))).toBe('certified_alone');
	expect(await decline(leader, proposal)).toBe('certified_alone');
	expect(await lastNumber(world)).toBe(last);

	// Fifty at once, of the one who may: one entry.
	const answers = await Promise.all(Array.from({ length: 50 }, () => certify(second, proposal)));
	expect(new Set(answers.map(({ data, error }) => error ?? data))).toEqual(new Set([last + 1]));
	const [entry] = await readEntries(world, last);
	expect(JSON.parse(entry!.body)).toMatchObject({
		kind: 'scorecard.certified',
		period,
		certifier: { name: 'Lea', office: 'Head of safety' },
		confirmed_by: { name: 'Sec', office: 'Chief scientist' },
		position: { seq: last }
	});
	expect(await decline(second, proposal)).toBe('proposal_certified');
	expect(await withdraw(leader, proposal)).toBe('proposal_certified');
	await foldRecord(world);
});

test('a proposal is one for each quarter, until it is declined with a word or withdrawn', async () => {
	const { leader } = world;
	const period = freshQuarter();
	const proposal = await propose(leader, period);
	expect(await propose(leader, period)).toBe(proposal);
	await expect(propose(second, period)).rejects.toThrow('proposed_already');
	expect(await decline(second, proposal, ' \u3000')).toBe('decline_unexplained');
	expect(await decline(second, proposal)).toBe('ok');
	expect(await outcome(certify(second, proposal))).toBe('proposal_answered');
	const { data } = await leader.client
		.from('certification_proposals')
		.select('status, comment')
		.eq('id', proposal)
		.single();
	expect(data).toEqual({ status: 'declined', comment: 'The statement says too much.' });

	const other = await propose(second, period);
	expect(await withdraw(leader, other)).toBe('not_allowed');
	expect(await withdraw(second, other)).toBe('ok');
	expect(await withdraw(second, other)).toBe('ok');
	expect(await outcome(certify(leader, other))).toBe('proposal_answered');
});

test('it is certified only as it was proposed, and up to the record’s end', async () => {
	const { leader, acme } = world;
	const proposal = await propose(leader, freshQuarter());
	const { seq } = await publishedGoal(leader.client, acme);
	expect(await outcome(certify(second, proposal, { position_seq: seq - 1 }))).toBe('record_grew');
	const figures = { ...FIGURES, overall: { ...FIGURES.overall, claimed: 60 } };
	expect(await outcome(certify(second, proposal, { figures }))).toBe('figures_changed');
	for (const [more, code] of [
		[{ confirmer_name: ' ' }, 'name_missing'],
		[{ confirmer_office: '' }, 'office_missing']
	] as const)
		expect(await outcome(certify(second, proposal, more))).toBe(code);
	expect(await outcome(certify(second, proposal))).toBe('ok');
	// A certified quarter is proposed again as a correction, with a reason.
	const { data } = await leader.client
		.from('certification_proposals')
		.select('period')
		.eq('id', proposal)
		.single();
	await expect(propose(leader, data!.period)).rejects.toThrow('certified_already');
});

test('a failure in the middle of certifying leaves everything as it was', async () => {
	const { leader } = world;
	const proposal = await propose(leader, freshQuarter());
	const before = await everything(world);
	for (const point of [{ entry: 1 }, { row: 'certification_proposals' }])
		expect(await failingAt(world, point, () => outcome(certify(second, proposal)))).toBe(
			'unavailable'
		);
	expect(await everything(world)).toEqual(before);
	expect(await outcome(certify(second, proposal))).toBe('ok');
});

test('what somebody proposed who was removed since is not certified in their name', async () => {
	const { leader } = world;
	const third = await addLeader('third@example.org');
	const proposal = await propose(third, freshQuarter());
	await must(
		leader.client
			.from('memberships')
			.update({ removed_at: new Date().toISOString() })
			.eq('id', third.membership)
	);
	expect(await withdraw(third, proposal)).toBe('not_allowed');
	expect(await outcome(certify(second, proposal))).toBe('proposer_left');
	expect(await decline(second, proposal)).toBe('ok');
});
