import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { outcome } from '../support/outcome.ts';
import { openWorld, type World } from '../support/world.ts';
import { calls } from './calls.ts';
import { FUNCTIONS, ROLES, TABLES, type TableRow } from './matrix.ts';
import { Walker } from './walk.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: World;
let walker: Walker;

beforeAll(async () => {
	world = await openWorld();
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
		const make = calls(world, walker.rows)[name]!;
		const args = await make();
		const client = walker.clientOf(role);
		expect(await outcome(client.rpc(name, args))).toBe(FUNCTIONS[name]![role]);
	});
});
