import { afterEach, beforeEach, expect, test } from 'vitest';
import { must, outcome } from '../support/outcome.ts';
import { foldRecord, lastNumber, readEntries } from '../support/record.ts';
import {
	draftUpdate,
	freshKey,
	openWorld,
	publishedGoal,
	type Member,
	type World
} from '../support/world.ts';
import { addMember, atOnce, openPostgres, rowsOf } from './database.ts';

let world: World;
beforeEach(async () => {
	world = await openWorld(openPostgres);
});
afterEach(() => world.close());

const invitation = (email: string, role: string) =>
	must(world.leader.client.rpc('create_invitation', { organization: world.acme, email, role }));
const change = (by: Member, id: string, values: object) =>
	outcome(by.client.from('memberships').update(values).eq('id', id));
const leadersLeft = () =>
	rowsOf(
		world,
		`select id from public.memberships where organization_id = '${world.acme}'
		 and role = 'leader' and removed_at is null`
	);

test('an invitation accepted fifty times at once makes one member', async () => {
	const person = await world.signUp(`${freshKey()}@example.org`);
	const token = await invitation(person.email, 'leader');
	const last = await lastNumber(world);
	const answers = await atOnce(50, () =>
		outcome(person.client.rpc('accept_invitation', { token, name: 'A name' }))
	);
	expect(answers.sort()).toEqual([...Array<string>(49).fill('invitation_spent'), 'ok']);
	expect(
		await rowsOf(world, `select id from public.memberships where user_id = '${person.id}'`)
	).toHaveLength(1);
	// Who becomes a leader is nothing that the public is told.
	expect(await readEntries(world, last)).toHaveLength(0);
});

test('of ten leaders who decide on the two-person rule at once, one does', async () => {
	const people = await atOnce(10, () => world.signUp(`${freshKey()}@example.org`));
	const tokens = await atOnce(10, (index) => invitation(people[index]!.email, 'leader'));
	const last = await lastNumber(world);
	await atOnce(10, (index) =>
		must(people[index]!.client.rpc('accept_invitation', { token: tokens[index]!, name: 'A name' }))
	);
	expect(await leadersLeft()).toHaveLength(11);
	const call = { organization: world.acme, enforced: true };
	const answers = await atOnce(10, (index) =>
		outcome(people[index]!.client.rpc('set_two_person_rule', call))
	);
	expect(answers.sort()).toEqual([...Array<string>(9).fill('nothing_changed'), 'ok']);
	expect(await readEntries(world, last)).toHaveLength(1);
	await foldRecord(world);
});

test('twenty invitations of one person at once leave one open', async () => {
	await atOnce(20, () => invitation('same@example.org', 'contributor'));
	const open = await rowsOf(
		world,
		`select id from public.invitations where email = 'same@example.org' and revoked_at is null`
	);
	expect(open).toHaveLength(1);
});

test('of two last leaders who remove each other at once, one stays', async () => {
	for (let round = 0; round < 3; round++) {
		const [one, other] = [world.leader, await addMember(world, 'leader')];
		const removed_at = new Date().toISOString();
		const answers = await Promise.all([
			change(one, other.membership, { removed_at }),
			change(other, one.membership, { removed_at })
		]);
		const [left] = await leadersLeft();
		expect(await leadersLeft()).toHaveLength(1);
		expect(answers.filter((answer) => answer === 'ok')).not.toEqual([]);
		expect(['last_leader', 'ok']).toEqual(expect.arrayContaining(answers));
		// The next round starts from the one who stayed.
		if (left!.id === other.membership) world = { ...world, leader: other };
	}
});

test('leaders who all step down at once leave one', async () => {
	const others = await atOnce(10, () => addMember(world, 'leader'));
	const answers = await Promise.all(
		[world.leader, ...others].map((by) => change(by, by.membership, { role: 'contributor' }))
	);
	expect(answers.sort()).toEqual(['last_leader', ...Array<string>(10).fill('ok')]);
	expect(await leadersLeft()).toHaveLength(1);
});

test('who is removed while they accept an invitation stays out', async () => {
	const removed_at = new Date().toISOString();
	const people = await atOnce(10, () => addMember(world, 'contributor'));
	const tokens = await atOnce(10, (index) => invitation(people[index]!.email, 'leader'));
	const answers = await atOnce(20, (index) => {
		const person = people[index >> 1]!;
		const token = tokens[index >> 1]!;
		return index % 2
			? change(world.leader, person.membership, { removed_at })
			: outcome(person.client.rpc('accept_invitation', { token, name: 'Again' }));
	});
	expect(['ok', 'invitation_revoked']).toEqual(expect.arrayContaining([...new Set(answers)]));
	expect(await leadersLeft()).toEqual([{ id: world.leader.membership }]);
});

test('leaders who join again while others publish get in nobody’s way', async () => {
	const { leader, contributor, acme } = world;
	const { goal } = await publishedGoal(leader.client, acme);
	const others = await atOnce(5, () => addMember(world, 'leader'));
	for (let round = 0; round < 3; round++) {
		const tokens = await atOnce(5, (index) => invitation(others[index]!.email, 'leader'));
		const updates = await atOnce(10, async () => {
			const progress_update = await draftUpdate(contributor.client, goal);
			await must(contributor.client.rpc('submit_progress_update', { progress_update }));
			return progress_update;
		});
		const answers = await Promise.all([
			...updates.map((progress_update) =>
				outcome(leader.client.rpc('publish_progress_update', { progress_update }))
			),
			...others.map(({ client }, index) =>
				outcome(client.rpc('accept_invitation', { token: tokens[index]!, name: 'Again' }))
			),
			...others.map((by) => change(by, by.membership, { role: 'leader' }))
		]);
		expect(new Set(answers)).toEqual(new Set(['ok']));
	}
	await foldRecord(world);
});

test('a leader is removed while their goals are given to others', async () => {
	const { leader, acme } = world;
	for (let round = 0; round < 4; round++) {
		const other = await addMember(world, 'leader');
		const goals = await atOnce(8, () => publishedGoal(leader.client, acme));
		const owned = goals.map(({ goal }) => ({
			organization_id: acme,
			goal_id: goal,
			membership_id: other.membership
		}));
		await must(leader.client.from('goal_owners').insert(owned).select('id'));
		const answers = await Promise.all([
			change(leader, other.membership, { removed_at: new Date().toISOString() }),
			...owned.map(({ goal_id }) =>
				outcome(leader.client.from('goal_owners').delete().eq('goal_id', goal_id))
			)
		]);
		expect(new Set(answers)).toEqual(new Set(['ok']));
	}
});
