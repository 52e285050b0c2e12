import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settle } from '../../src/lib/server/imports/carry-out.ts';
import * as store from '../../src/lib/server/imports/store.ts';
import { importRoadmap } from '../../src/lib/server/imports/import.ts';
import { longRoadmap } from '../bench/roadmap.ts';
import { LAST } from '../bench/synthetic-record.ts';
import { FULL } from '../support/full.ts';
import { foldRecord, lastNumber } from '../support/record.ts';
import { freshKey, openWorld, publishedGoal, type World } from '../support/world.ts';
import { openPostgres, rowsOf } from './database.ts';
import { stepsOf } from '../faults/steps.ts';

/** Long imports where others publish at the same time. */

let world: World;
beforeAll(async () => void (world = await openWorld(openPostgres)), 120_000);
afterAll(() => world.close());

test('thousands of entries are imported while others publish, twice at once and once in the record', async () => {
	// Ten thousand take eight minutes while another lane runs beside this one.
	const { slug, text } = longRoadmap(FULL ? 46 : 10);
	const before = await lastNumber(world);
	let over = false;
	const importing = Promise.all(
		[1, 2].map(() => importRoadmap(world.operator, text, { today: LAST }))
	).finally(() => (over = true));
	let published = 0;
	for (; !over; published += 1) await publishedGoal(world.leader.client, world.acme);
	const added = (await importing).map((result) => (result.ok ? result.added : result));
	const [none, all] = added.map(Number).sort((a, b) => a - b);
	expect(none).toBe(0);
	expect(all).toBeGreaterThan(FULL ? 10_000 : 2_000);
	expect(published).toBeGreaterThan(10);
	// Numbers have no gaps, and every hash is true.
	const record = await foldRecord(world);
	expect(record.seq).toBe(before + all! + published);
	expect(record.organizations.get(slug)!.entries).toHaveLength(all!);
	const [left] = await rowsOf(
		world,
		`select (select count(*) from public.import_steps)::int as steps,
		   (select count(*) from public.progress_updates u join public.organizations o on o.id = u.organization_id
		    where o.slug = '${slug}' and u.published_seq is null)::int as unpublished`
	);
	expect(left).toEqual({ steps: 0, unpublished: 0 });
}, 600_000);

test('a goal that is being drafted under a key of an import is in its way, or is refused itself', async () => {
	const { acme, leader, operator } = world;
	const key = freshKey();
	const prepared = async () => {
		const [last] = await rowsOf(
			world,
			`select max(seq)::int as seq from public.record_entries where organization_id = '${acme}'`
		);
		const call = { organization: acme, expected: last!.seq as number, total: 1, notes: [] };
		const begun = await store.begin(leader.client, call);
		if ('failure' in begun) throw new Error(begun.failure.message);
		await store.add(leader.client, begun.id, 1, stepsOf(key).slice(0, 1) as never);
		await store.rehearse(leader.client, begun.id, 1);
		return begun.id;
	};
	const draft = (sql: { unsafe(text: string): PromiseLike<unknown> }) =>
		sql.unsafe(
			`insert into public.goals (organization_id, key, area) values ('${acme}', '${key}', 'policy') returning id`
		);

	// Drafted first, and seen by the import that looks meanwhile.
	const id = await prepared();
	const { sql } = world as typeof world & Awaited<ReturnType<typeof openPostgres>>;
	const published = await sql.begin(async (transaction) => {
		await draft(transaction);
		const publishing = store.publish(leader.client, id);
		await Promise.race([publishing, sleep(500)]);
		return { publishing };
	});
	expect(await published.publishing).toMatchObject({
		import: { refusal: { details: 'draft_in_the_way' } }
	});
	await sql.unsafe(`delete from public.goals where key = '${key}' and organization_id = '${acme}'`);

	// Published first, and the draft refused.
	const second = await prepared();
	await store.publish(leader.client, second);
	await expect(Promise.resolve(draft(sql))).rejects.toThrow('import_settling');
	expect(await settle(operator, second)).toMatchObject({ import: { state: 'settled' } });
});
