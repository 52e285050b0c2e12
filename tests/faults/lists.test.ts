import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { emptyRecord } from '../../src/lib/record/fold.ts';
import { addLeader } from '../../src/lib/server/operator/operator.ts';
import { readRecord } from '../../src/lib/server/record/read.ts';
import * as activity from '../../src/lib/server/drafts/activity.ts';
import * as goals from '../../src/lib/server/drafts/goals.ts';
import * as autosave from '../../src/lib/server/drafts/autosave.ts';
import * as members from '../../src/lib/server/people/members.ts';
import * as sheet from '../../src/lib/server/drafts/sheet.ts';
import * as teams from '../../src/lib/server/people/teams.ts';
import * as tokens from '../../src/lib/server/people/tokens.ts';
import * as updates from '../../src/lib/server/drafts/updates.ts';
import { must } from '../support/outcome.ts';
import { foldRecord, lastNumber } from '../support/record.ts';
import type { World } from '../support/world.ts';

/** Lists longer than the database answers with at once, here five rows, are read whole. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
// Before tests/support/database.ts reads it.
vi.hoisted(() => (process.env.MAX_ROWS = '5'));
const { draftGoal, draftUpdate, link, openWorld, publishedGoal, publishedUpdate, tokenOf } =
	await import('../support/world.ts');

const MANY = 7;
const all = Array.from({ length: MANY }, (_, index) => index);
let world: World;
let key: string;
let goal: string;

beforeAll(async () => {
	world = await openWorld();
	const { leader, acme } = world;
	const { client } = leader;
	({ goal } = await publishedGoal(client, acme, { key: 'long' }));
	key = 'long';
	for (const n of all) {
		await draftGoal(client, acme, { key: `draft-${n}` });
		await publishedUpdate(client, goal, { effective_on: `2026-03-0${n + 1}` });
		const items = all.map((at) => link([0], { title: `Item ${at}` }));
		await draftUpdate(client, goal, { effective_on: `2026-04-0${n + 1}` }, items);
		await tokenOf(client, acme);
		const invitation = { organization: acme, email: `new-${n}@example.org`, role: 'contributor' };
		await must(client.rpc('create_invitation', invitation));
		const { id } = await must(
			client
				.from('teams')
				.insert({ organization_id: acme, name: `Team ${n}`, created_by: leader.membership })
				.select('id')
				.single()
		);
		const ids = { organization_id: acme, team_id: id };
		await must(
			client
				.from('team_members')
				.insert({ ...ids, membership_id: leader.membership })
				.select('id')
		);
		await must(
			client
				.from('goal_owners')
				.insert({ ...ids, goal_id: goal })
				.select('id')
		);
		const form = { form: `/workspace/acme/form-${n}`, title: 'A form', typed: {} };
		await must(client.rpc('autosave', { organization: acme, ...form }));
	}
	for (const n of all) {
		const name = `person-${n}`;
		const leader = { slug: 'acme', email: `${name}@example.org`, name };
		await addLeader(world.backend, leader, 'http://localhost:3000');
	}
});
afterAll(() => world.close());

const recorded = async () => (await foldRecord(world)).organizations.get('acme')!;

test('the database answers with five rows at most', async () => {
	expect(await must(world.leader.client.from('goals').select('id'))).toHaveLength(5);
});

test('goals with what waits of each', async () => {
	const list = await goals.list(world.leader.client, world.acme);
	expect(list.map((each) => each.key)).toEqual([...all.map((n) => `draft-${n}`), key]);
	expect(list.filter(({ draft }) => draft)).toHaveLength(MANY);
	expect(list.at(-1)!.updates).toHaveLength(MANY);
});

test('a goal with its updates, the newest day first, and an update with its evidence in order', async () => {
	const { client } = world.leader;
	const published = (await recorded()).goals.get(key);
	const found = (await goals.find(client, world.acme, key, published))!;
	const days = found.updates.map(({ effective_on }) => effective_on);
	expect(days).toHaveLength(2 * MANY);
	expect(days).toEqual([...days].sort().reverse());
	const whole = (await updates.find(client, world.acme, found.updates[0]!.id))!;
	expect(whole.evidence.map(({ title }) => title)).toEqual(all.map((n) => `Item ${n}`));
	const criteria = await updates.criteriaOf(client, goal);
	expect([...criteria.values()].flat()).toHaveLength(MANY + MANY * MANY);
	const ids = found.updates.map(({ id }) => id);
	expect([...(await updates.countEvidence(client, ids)).values()]).toHaveLength(2 * MANY);
});

test('teams, their members, owners, people, and goals to choose from', async () => {
	const { client } = world.leader;
	const list = await teams.list(client, world.acme);
	expect(list.map(({ members: { length } }) => length)).toEqual(all.map(() => 1));
	expect(await teams.owners(client, world.acme)).toHaveLength(MANY);
	expect(await teams.people(client, world.acme)).toHaveLength(2 + MANY);
	expect(await teams.goals(client, world.acme, await recorded())).toHaveLength(MANY + 1);
});

test('members, addresses, invitations, tokens and unsaved forms', async () => {
	const { client, membership } = world.leader;
	const list = await members.list(client, world.acme);
	expect(list).toHaveLength(4 + MANY);
	const addresses = await members.addresses(client, world.acme);
	expect(list.every(({ id }) => addresses.get(id))).toBe(true);
	expect(await members.openInvitations(client, world.acme)).toHaveLength(MANY);
	expect(await tokens.list(client, world.acme)).toHaveLength(MANY);
	expect(await autosave.autosavedForms(client, membership)).toHaveLength(MANY);
});

test('a sheet holds every draft, and sent back adds none of them again', async () => {
	const { client, membership } = world.leader;
	const member = { id: membership, organization: { id: world.acme } };
	const csv = await sheet.download(client, world.acme, 'updates', 'comma', await recorded());
	expect(csv.split('\n').filter((line) => line.includes('2026-04-'))).toHaveLength(MANY);
	expect(await sheet.preview(client, member, csv, await recorded())).toMatchObject({
		ok: true,
		plan: { updates: [], same: MANY }
	});
	const all = await sheet.download(client, world.acme, 'goals', 'comma', await recorded());
	expect(all.split('\n').filter((line) => /"(draft-\d|long)",/.test(line))).toHaveLength(MANY + 1);
});

test('the record', async () => {
	const record = await readRecord(world.anonymous, emptyRecord());
	expect(record.seq).toBe(await lastNumber(world));
});

test('the log, page by page', async () => {
	const { rows } = await world.backend.database.query<{ id: number }>(
		'select id::int from public.activity where organization_id = $1 order by id desc',
		[world.acme]
	);
	const read: number[] = [];
	for (let before: number | undefined, more = true; more;) {
		const page = await activity.page(world.leader.client, world.acme, { before });
		read.push(...page.lines.map(({ id }) => id));
		more = page.older !== null;
		before = page.older ?? undefined;
	}
	expect(read).toEqual(rows.map(({ id }) => id));
});
