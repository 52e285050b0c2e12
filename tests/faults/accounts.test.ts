import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { must, outcome } from '../support/outcome.ts';
import {
	draftReview,
	publishDrafts,
	freshKey,
	invite,
	openWorld,
	publishedGoal,
	publishedUpdate,
	tokenOf,
	type World
} from '../support/world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

async function rows<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
	return (await world.backend.database.query<Row>(sql, parameters)).rows;
}
const membershipsOf = (name: string) =>
	rows<Record<string, unknown>>('select * from public.memberships where name = $1', [name]);

let count = 0;
/** A new member, whose name nobody else has. */
async function newMember(role: string) {
	const person = await world.signUp(`member-${++count}@example.org`);
	await invite(world.leader.client, world.acme, person, role);
	const name = `Member ${count}`;
	await must(
		person.client.rpc('change_my_details', { organization: world.acme, name, office: 'Head' })
	);
	const [row] = await membershipsOf(name);
	return { ...person, name, membership: row!.id as string };
}

const remove = (person: string, by_themselves = true) =>
	world.operator.rpc('delete_account', { person, by_themselves });

/** Every table of every schema, as text. */
async function everything(): Promise<string> {
	const tables = await rows<{ name: string }>(
		`select format('%I.%I', schemaname, tablename) as name from pg_tables
		 where schemaname in ('public', 'private', 'auth', 'storage')`
	);
	const texts = [];
	for (const { name } of tables)
		texts.push(JSON.stringify(await rows(`select to_jsonb(t) as row from ${name} t`)));
	return texts.join('\n');
}

test('nothing of a deleted account is left but the name under which things were done', async () => {
	const { leader, acme } = world;
	const { goal } = await publishedGoal(leader.client, acme);
	const update = await publishedUpdate(leader.client, goal);
	const member = await newMember('contributor');
	await tokenOf(member.client, acme);
	await must(
		member.client.rpc('choose_notices', { organization: acme, delivery: 'digest', language: 'en' })
	);
	await must(
		member.client.rpc('autosave', {
			organization: acme,
			form: `/workspace/acme/${freshKey()}`,
			title: 'A form',
			typed: {}
		})
	);
	await must(
		leader.client.rpc('create_invitation', {
			organization: acme,
			email: member.email,
			role: 'leader'
		})
	);
	expect(update).toBeTruthy();
	const before = await everything();
	expect(before).toContain(member.email);
	expect(before).toContain(member.id);

	await must(remove(member.id));
	const after = await everything();
	expect(after).not.toContain(member.email);
	expect(after).not.toContain(member.id);
	const [row] = await membershipsOf(member.name);
	expect(row).toMatchObject({
		id: member.membership,
		user_id: null,
		email: null,
		role: 'contributor'
	});
	expect(row!.removed_at).not.toBeNull();
	const [line] = await rows(
		`select membership_id, name from public.activity where action = 'memberships.removed'
		 order by id desc limit 1`
	);
	expect(line).toEqual({ membership_id: member.membership, name: member.name });
});

test('what a reviewer published stays, and what they began goes', async () => {
	const { leader, acme } = world;
	const reviewer = await newMember('reviewer');
	const { goal } = await publishedGoal(leader.client, acme);
	const as = { ...world, reviewer };
	const published = await draftReview(as, await publishedUpdate(leader.client, goal));
	await must(publishDrafts(reviewer.client, { id: published }));
	const begun = await draftReview(as, await publishedUpdate(leader.client, goal));
	await must(remove(reviewer.id));
	const left = await rows<{ id: string }>('select id from public.drafts where created_by = $1', [
		reviewer.membership
	]);
	expect(left.map(({ id }) => id)).toEqual([published]);
	expect(begun).not.toBe(published);
});

test('the last leader has to be followed first, whoever deletes the account and however', async () => {
	const { stranger } = world;
	expect(await outcome(remove(stranger.id))).toBe('last_leader');
	expect(await outcome(remove(stranger.id, false))).toBe('last_leader');
	// As in a hosted project's own pages.
	await expect(
		world.backend.database.query('delete from auth.users where id = $1', [stranger.id])
	).rejects.toMatchObject({ detail: 'last_leader' });
	expect(await rows('select id from auth.users where id = $1', [stranger.id])).toHaveLength(1);
	const [still] = await rows(
		'select removed_at, email from public.memberships where user_id = $1',
		[stranger.id]
	);
	expect(still).toEqual({ removed_at: null, email: stranger.email });
});

test('an account that Auth itself deletes leaves no more than one deleted here', async () => {
	const member = await newMember('contributor');
	await world.backend.database.query('delete from auth.users where id = $1', [member.id]);
	expect((await membershipsOf(member.name))[0]).toMatchObject({ user_id: null, email: null });
});

test('who deletes somebody else’s account from the command line is not named as them', async () => {
	const member = await newMember('contributor');
	await must(remove(member.id, false));
	const [line] = await rows(
		`select action, membership_id from public.activity order by id desc limit 1`
	);
	expect(line).toEqual({ action: 'memberships.removed', membership_id: null });
});

test('a deleted person is invited again as anybody else', async () => {
	const member = await newMember('contributor');
	await must(remove(member.id));
	const again = await world.signUp(member.email);
	await invite(world.leader.client, world.acme, again, 'contributor');
	expect(await outcome(again.client.rpc('member_addresses', { organization: world.acme }))).toBe(
		'ok'
	);
});

test('members see their own name change at once, and the log says what it was', async () => {
	const member = await newMember('contributor');
	await must(
		member.client.rpc('change_my_details', {
			organization: world.acme,
			name: 'Another',
			office: ''
		})
	);
	const [row] = await rows('select name, office from public.memberships where id = $1', [
		member.membership
	]);
	expect(row).toEqual({ name: 'Another', office: null });
	const [line] = await rows(
		`select action, membership_id, changes from public.activity order by id desc limit 1`
	);
	expect(line).toEqual({
		action: 'memberships.changed',
		membership_id: member.membership,
		changes: { name: [member.name, 'Another'], office: ['Head', null] }
	});
	for (const name of ['', '   ', 'x'.repeat(1_001)])
		expect(
			await outcome(
				member.client.rpc('change_my_details', { organization: world.acme, name, office: '' })
			)
		).toBe('name_missing');
});

test('members’ addresses follow their accounts', async () => {
	const member = await newMember('contributor');
	await world.backend.database.query('update auth.users set email = $2 where id = $1', [
		member.id,
		'New.Address@example.org'
	]);
	const [row] = await rows('select email from public.memberships where id = $1', [
		member.membership
	]);
	expect(row).toEqual({ email: 'new.address@example.org' });
	const lines = await rows(`select id from public.activity where subject = $1 and action = $2`, [
		member.membership,
		'memberships.changed'
	]);
	// That of the name that newMember() gave.
	expect(lines).toHaveLength(1);
});

test('tries count up to their ceiling for all servers together, and begin again', async () => {
	const key = freshKey();
	const wide = freshKey();
	const once = (keys: string[], ceilings: number[]) =>
		must(world.operator.rpc('count_tries', { keys, ceilings, seconds: 60 }));
	for (let time = 0; time < 3; time++) expect(await once([key, wide], [3, 5])).toEqual([]);
	const [over] = await once([key, wide], [3, 5]);
	expect(over).toEqual({ over: key, wait: expect.any(Number) });
	expect(over!.wait).toBeGreaterThan(50);
	// Who is refused fills no wider ceiling.
	for (let time = 0; time < 10; time++) await once([key, wide], [3, 5]);
	expect(await once([freshKey(), wide], [3, 5])).toEqual([]);
	await must(world.operator.rpc('forget_tries', { own: key, others: [wide] }));
	expect(await once([key, wide], [3, 5])).toEqual([]);

	await world.backend.database.query('update private.tries set ends_at = now()');
	for (let time = 0; time < 3; time++) expect(await once([key, wide], [3, 5])).toEqual([]);
});
