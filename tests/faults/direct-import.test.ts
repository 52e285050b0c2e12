import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Failure } from '../../src/lib/server/database/failure.ts';
import { carryOut } from '../../src/lib/server/imports/carry-out.ts';
import * as store from '../../src/lib/server/imports/store.ts';
import { lastNumber } from '../support/record.ts';
import { freshKey, openWorld, transcribed, type World } from '../support/world.ts';
import { stepsOf } from './steps.ts';

/** A leader who calls the database themselves, with steps that no file becomes. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let world: World;
let theirs: string;
beforeAll(async () => {
	world = await openWorld();
	({ id: theirs } = await transcribed(world));
});
afterAll(() => world.close());

type Step = Record<string, unknown>;

async function begun(organization: string, total: number): Promise<string> {
	const { rows } = await world.backend.database.query<{ seq: number }>(
		'select max(seq)::int as seq from public.record_entries where organization_id = $1',
		[organization]
	);
	const call = { organization, expected: rows[0]!.seq, total, notes: [] };
	const answer = await store.begin(world.leader.client, call);
	if ('failure' in answer) throw new Error(answer.failure.message);
	return answer.id;
}

/** Adds the steps and takes the import through; why not, or null. Nothing is left of it. */
async function tried(steps: Step[], organization = theirs): Promise<Failure | null> {
	const { client } = world.leader;
	const id = await begun(organization, steps.length);
	const added = await store.add(client, id, 1, steps as never);
	const came = 'failure' in added ? added : await carryOut(client, id);
	await store.forget(client, id);
	return 'failure' in came ? came.failure : null;
}

const changed = (at: number, more: Step) =>
	stepsOf(freshKey()).map((step, index) => (index === at ? { ...step, ...more } : step));

test('the same update twice is refused as it is added', async () => {
	const before = await lastNumber(world);
	const steps = stepsOf(freshKey());
	const again = { ...steps[2], effective_on: '2026-02-10' };
	expect(await tried([...steps.slice(0, 3), again])).toMatchObject({
		code: 'import_update_twice'
	});
	expect(await lastNumber(world)).toBe(before);
});

test('a closing or a revision is none the less so where it names an update', async () => {
	const steps = stepsOf(freshKey());
	const closing = { ...steps[6], as: 'withdrawn', successors: [], update: 'x' };
	const late = { ...steps[2], effective_on: '2026-04-01', update: 'late' };
	const id = await begun(theirs, 3);
	await store.add(world.leader.client, id, 1, [steps[0], closing, late] as never);
	expect(await store.rehearse(world.leader.client, id, 2)).toMatchObject({
		import: { rehearsed: 2 }
	});
	// The closing is put in place, since a report asks for it.
	expect(await store.rehearse(world.leader.client, id, 1)).toMatchObject({
		import: { refusal: { details: 'goal_closed' } }
	});
	await store.forget(world.leader.client, id);
});

test('an update without a key is refused', async () => {
	expect(await tried(changed(2, { update: undefined }))).toMatchObject({ code: 'invalid' });
	expect(await tried(changed(3, { update: null }))).toMatchObject({ code: 'invalid' });
});

test.each(['tomorrow', '03/01/2026', '2026-1-1', '2026-01-01 00:00', 'infinity', null, undefined])(
	'the day %s is refused',
	async (effective_on) => {
		expect(await tried(changed(0, { effective_on }))).toMatchObject({ code: 'invalid' });
	}
);

test('a target on a day that is none is refused', async () => {
	const target = { on: 'infinity', basis: 'stated', note: 'A note' };
	expect(await tried(changed(0, { target }))).toMatchObject({ code: 'invalid' });
});

test('a later revision that calls itself the first is refused', async () => {
	expect(await tried(changed(1, { kind: 'goal.published' }))).toMatchObject({
		code: 'wrong_change'
	});
});

test('a step larger than a megabyte is refused', async () => {
	const statement = 'x'.repeat(1_100_000);
	expect(await tried(changed(0, { statement }))).toMatchObject({ code: 'invalid' });
});

describe('of what an organization keeps itself, a leader imports what they could publish', () => {
	const own = (at: number, more: Step) => tried(changed(at, more).slice(0, at + 1), world.acme);

	beforeAll(async () => {
		const sql = `update public.organizations set two_person_rule = false where id = $1`;
		await world.backend.database.query(sql, [world.acme]);
	});

	test('nothing of a day to come', async () => {
		for (const at of [0, 1, 2, 3])
			expect(await own(at, { effective_on: '2030-01-01' })).toMatchObject({ code: 'future_day' });
	});

	test('no correction that corrects nothing', async () => {
		expect(await own(3, {})).toMatchObject({ code: 'nothing_changed' });
	});

	test('no revision of a closed goal', async () => {
		const [published, revised, , , , , closed] = stepsOf(freshKey());
		const day = { effective_on: '2026-02-01' };
		const withdrawn = { ...closed, ...day, as: 'withdrawn', successors: [] };
		expect(await tried([published!, withdrawn, { ...revised, ...day }], world.acme)).toMatchObject({
			code: 'goal_closed'
		});
		expect(await tried([published!, { ...withdrawn, reason: '' }], world.acme)).not.toBeNull();
	});
});

test('of a leader’s imports that are not public, five are kept', async () => {
	const { client } = world.leader;
	const ids: string[] = [];
	for (let nth = 0; nth < 6; nth += 1) ids.push(await begun(theirs, 1));
	const [oldest, ...others] = await Promise.all(ids.map((id) => store.find(client, id)));
	expect(oldest).toMatchObject({ refusal: { details: 'import_gone' } });
	for (const other of others) expect(other).toMatchObject({ refusal: null });
	await store.add(client, ids[0]!, 1, stepsOf(freshKey()).slice(0, 1) as never);
	expect(await store.find(client, ids[0]!)).toMatchObject({ added: 0 });
	for (const id of ids) await store.forget(client, id);
});

test('another leader’s imports push out none of one’s own', async () => {
	const sql = `update public.memberships set role = $1 where organization_id = $2 and user_id = $3`;
	const { leader, contributor, acme } = world;
	await world.backend.database.query(sql, ['leader', acme, contributor.id]);
	const begin = (client: typeof leader.client) =>
		store.begin(client, { organization: acme, expected: 0, total: 1, notes: [] });
	const mine = (await begin(leader.client)) as { id: string };
	const ids = [mine.id];
	for (let nth = 0; nth < 6; nth += 1)
		ids.push(((await begin(contributor.client)) as { id: string }).id);
	expect(await store.find(leader.client, mine.id)).toMatchObject({ refusal: null });
	expect(await store.find(leader.client, ids[1]!)).toMatchObject({
		refusal: { details: 'import_gone' }
	});
	for (const id of ids) await store.forget(leader.client, id);
	await world.backend.database.query(sql, ['contributor', acme, contributor.id]);
});

test('no request takes more than five hundred steps', async () => {
	const { client } = world.leader;
	const goal = freshKey();
	const [first] = stepsOf(goal);
	const steps = Array.from({ length: 510 }, (_, at) => ({ ...first, goal: `${goal}-${at}` }));
	const id = await begun(theirs, steps.length);
	await store.add(client, id, 1, steps as never);
	for (const at_most of [null, 100_000]) {
		await store.rehearse(client, id, at_most as number);
		const expected = at_most === null ? 500 : 510;
		expect(await store.find(client, id)).toMatchObject({ rehearsed: expected });
	}
	await store.publish(client, id);
	for (const settled of [500, 510])
		expect(await store.settle(client, id, null as never)).toMatchObject({ import: { settled } });
	await store.forget(client, id);
});
