import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVIDENCE_BUCKET, FUNCTIONS, ROLES, TABLES, type TableRow } from '../../rls/matrix.ts';
import { BUCKET_ROLES, fillBucket, walkBucket } from '../../rls/bucket.ts';
import { calls } from '../../rls/calls.ts';
import { Walker } from '../../rls/walk.ts';
import { outcome } from '../../support/outcome.ts';
import { openWorld, type World } from '../../support/world.ts';
import { openProject } from './project.ts';

/** What tests/rls asks of the embedded database, asked of a hosted project: the answers are the same. */

let world: World;
let walker: Walker;
beforeAll(async () => {
	world = await openWorld(openProject);
	walker = await Walker.in(world);
});
afterAll(() => world.close());

describe.each(Object.keys(TABLES))('%s', (table) => {
	test.each(ROLES)('as %s', async (role) => {
		expect(await walker.walk(role, table)).toEqual((TABLES[table] as TableRow)[role]);
	});
});

describe.each(Object.keys(FUNCTIONS))('%s()', (name) => {
	test.each(ROLES)('as %s', async (role) => {
		const args = await calls(world, walker.rows)[name]!();
		expect(await outcome(walker.clientOf(role).rpc(name, args))).toBe(FUNCTIONS[name]![role]);
	});
});

describe('the bucket of evidence', () => {
	let filled: World;
	beforeAll(async () => {
		filled = await openWorld(openProject);
		await fillBucket(filled);
	});
	afterAll(() => filled.close());

	test.each(BUCKET_ROLES)('gives %s what is theirs', async (role) => {
		expect(await walkBucket(filled, role)).toEqual(EVIDENCE_BUCKET[role]);
	});
});
