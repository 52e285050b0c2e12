import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { must, outcome } from '../support/outcome.ts';
import type { Person } from '../support/database.ts';
import { invite, openWorld, publishedGoal, type Member, type World } from '../support/world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: World;
let count = 0;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

const newcomer = () => world.signUp(`newcomer-${++count}@example.org`);
const sql = (text: string) => world.backend.database.exec(text);

function invitation(email: string, role = 'contributor', by: Person = world.leader) {
	return must(by.client.rpc('create_invitation', { organization: world.acme, email, role }));
}
const accept = (person: Person, token: string) =>
	outcome(person.client.rpc('accept_invitation', { token, name: 'A name' }));
const status = async (token: string) =>
	(await must(world.anonymous.rpc('invitation_details', { token })))[0]?.status;
const goalsSeen = async (person: Person) =>
	(await must(person.client.from('goals').select('id').eq('organization_id', world.acme))).length;
const change = (by: Person, id: string, values: object) =>
	outcome(by.client.from('memberships').update(values).eq('id', id));

async function addLeader(): Promise<Member> {
	const person = await newcomer();
	await invite(world.leader.client, world.acme, person, 'leader');
	const { id } = await must(
		person.client.from('memberships').select('id').eq('user_id', person.id).single()
	);
	return { ...person, membership: id };
}

test('an invitation makes a member, once', async () => {
	const person = await newcomer();
	const token = await invitation(person.email.toUpperCase());
	expect(await status(token)).toBe('open');
	expect(await accept(person, token)).toBe('ok');
	expect(await status(token)).toBe('accepted');
	expect(await accept(person, token)).toBe('invitation_spent');
});

test('an invitation is bound to its e-mail address', async () => {
	const person = await newcomer();
	const token = await invitation(person.email);
	expect(await accept(world.stranger, token)).toBe('invitation_for_another');
	expect(await accept(person, token)).toBe('ok');
});

test('an invitation expires', async () => {
	const person = await newcomer();
	const token = await invitation(person.email);
	await sql(
		`update public.invitations set expires_at = now() - interval '1 second' where email = '${person.email}'`
	);
	expect(await status(token)).toBe('expired');
	expect(await accept(person, token)).toBe('invitation_expired');
});

test('an invitation can be withdrawn', async () => {
	const person = await newcomer();
	const token = await invitation(person.email);
	await must(
		world.leader.client
			.from('invitations')
			.update({ revoked_at: new Date().toISOString() })
			.eq('email', person.email)
	);
	expect(await status(token)).toBe('revoked');
	expect(await accept(person, token)).toBe('invitation_revoked');
	expect(await goalsSeen(person)).toBe(0);
});

test('an unknown token tells nothing', async () => {
	expect(await status('0'.repeat(64))).toBeUndefined();
	expect(await accept(world.stranger, '0'.repeat(64))).toBe('invitation_unknown');
});

test('a removed member loses access at once, with the session still open', async () => {
	await publishedGoal(world.leader.client, world.acme);
	const leader = await addLeader();
	expect(await goalsSeen(leader)).toBeGreaterThan(0);
	expect(
		await change(world.leader, leader.membership, { removed_at: new Date().toISOString() })
	).toBe('ok');
	expect(await goalsSeen(leader)).toBe(0);
	const draft = { key: 'late', area: 'policy', title: 'Late', criteria: [] };
	expect(await outcome(leader.client.rpc('create_goal', { organization: world.acme, draft }))).toBe(
		'not_allowed'
	);
	expect(await change(leader, leader.membership, { removed_at: null })).toBe('ok');
	expect(await goalsSeen(leader)).toBe(0);
});

test('invitations kept back let nobody in after their leader or their guest was removed', async () => {
	const leader = await addLeader();
	const guest = await newcomer();
	const forGuest = await invitation(guest.email, 'leader', leader);
	const byItself = await invitation(leader.email, 'leader', leader);
	const byAnother = await invitation(leader.email, 'leader');
	await change(world.leader, leader.membership, { removed_at: new Date().toISOString() });
	expect(await status(forGuest)).toBe('revoked');
	expect(await accept(guest, forGuest)).toBe('invitation_revoked');
	expect(await accept(leader, byItself)).toBe('invitation_revoked');
	expect(await accept(leader, byAnother)).toBe('invitation_revoked');
	expect(await accept(leader, await invitation(leader.email, 'reviewer'))).toBe('ok');
});

test('the last leader can neither be removed nor step down', async () => {
	const { leader, stranger } = world;
	for (const values of [{ removed_at: new Date().toISOString() }, { role: 'reviewer' }])
		expect(await change(stranger, stranger.membership, values)).toBe('last_leader');
	// Nor all leaders at once.
	const other = await addLeader();
	expect(
		await outcome(
			leader.client
				.from('memberships')
				.update({ role: 'reviewer' })
				.eq('organization_id', world.acme)
		)
	).toBe('last_leader');
	expect(await change(leader, other.membership, { role: 'contributor' })).toBe('ok');
});

test('a leader cannot reach the members or invitations of another organization', async () => {
	const { stranger, contributor, acme } = world;
	await invitation('kept@example.org');
	const touched = await must(
		stranger.client
			.from('memberships')
			.update({ role: 'leader' })
			.eq('id', contributor.membership)
			.select('id')
	);
	expect(touched).toEqual([]);
	expect(await must(stranger.client.from('invitations').select('id'))).toEqual([]);
	expect(
		await outcome(
			stranger.client.rpc('create_invitation', {
				organization: acme,
				email: stranger.email,
				role: 'leader'
			})
		)
	).toBe('not_allowed');
});

test('accepting a lesser invitation does not make a leader less', async () => {
	const leader = await addLeader();
	expect(await accept(leader, await invitation(leader.email, 'reviewer'))).toBe('ok');
	const { role } = await must(
		leader.client.from('memberships').select('role').eq('id', leader.membership).single()
	);
	expect(role).toBe('leader');
});

test('reviewers read no addresses and nobody who was removed; leaders read all addresses', async () => {
	const { leader, contributor, reviewer, removed, stranger, acme } = world;
	for (const { client } of [leader, contributor, reviewer])
		expect(await outcome(client.from('memberships').select('email'))).toBe('denied');
	const seen = async ({ client }: Person) =>
		(await must(client.from('memberships').select('id').eq('organization_id', acme))).map(
			({ id }) => id
		);
	expect(await seen(reviewer)).toContain(contributor.membership);
	expect(await seen(reviewer)).not.toContain(removed.membership);
	expect(await seen(contributor)).toContain(removed.membership);

	const addresses = async ({ client }: Person) =>
		must(client.rpc('member_addresses', { organization: acme }));
	expect(await addresses(leader)).toEqual(
		expect.arrayContaining(
			[contributor, removed].map(({ membership, email }) => ({ id: membership, email }))
		)
	);
	for (const member of [contributor, reviewer])
		expect(await addresses(member)).toEqual([{ id: member.membership, email: member.email }]);
	for (const outsider of [removed, stranger]) expect(await addresses(outsider)).toEqual([]);
});
