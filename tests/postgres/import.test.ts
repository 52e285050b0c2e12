import { afterAll, beforeAll, expect, test } from 'vitest';
import { importRoadmap } from '../../src/lib/server/import.ts';
import { longRoadmap } from '../bench/roadmap.ts';
import { LAST } from '../bench/synthetic-record.ts';
import { foldRecord, lastNumber } from '../support/record.ts';
import { openWorld, publishedGoal, type World } from '../support/world.ts';
import { openPostgres, rowsOf } from './database.ts';

/** Long imports where others publish at the same time. */

let world: World;
beforeAll(async () => void (world = await openWorld(openPostgres)), 120_000);
afterAll(() => world.close());

test('ten thousand entries are imported while others publish, twice at once and once in the record', async () => {
	const { slug, text } = longRoadmap(46);
	const before = await lastNumber(world);
	let over = false;
	const importing = Promise.all(
		[1, 2].map(() => importRoadmap(world.operator, text, { today: LAST }))
	).finally(() => (over = true));
	let published = 0;
	for (; !over; published += 1) await publishedGoal(world.leader.client, world.acme);
	const added = (await importing).map((result) => (result.ok ? result.added : result));
	expect(added.sort()).toEqual([0, 10_314]);
	expect(published).toBeGreaterThan(10);
	// Numbers have no gaps, and every hash is true.
	const record = await foldRecord(world);
	expect(record.seq).toBe(before + 10_314 + published);
	expect(record.organizations.get(slug)!.entries).toHaveLength(10_314);
	const [left] = await rowsOf(
		world,
		`select (select count(*) from public.import_steps)::int as steps,
		   (select count(*) from public.progress_updates u join public.organizations o on o.id = u.organization_id
		    where o.slug = '${slug}' and u.published_seq is null)::int as unpublished`
	);
	expect(left).toEqual({ steps: 0, unpublished: 0 });
}, 600_000);
