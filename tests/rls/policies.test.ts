import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openWorld, type World } from '../support/world.ts';
import { IMPLIED } from './implied.ts';
import { ROLES, TABLES } from './matrix.ts';
import { makeForeign, probe, type Foreign } from './probes.ts';
import { Walker } from './walk.ts';
import { FINELY, survivors } from './weaken.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 60_000 });

/**
 * Every policy counts: each is made to let everything through, in turn, and something that the matrix or
 * the probes say must then be different. `npm run test:policies` does so with every single condition of a
 * policy as well, and prints by what each was caught.
 */

let world: World;
let walker: Walker;
let foreign: Foreign;
beforeAll(async () => {
	world = await openWorld();
	foreign = await makeForeign(world);
	walker = await Walker.in(world);
});
afterAll(() => world.close());

/** What is different from what is written down; null where nothing is. */
async function caughtBy(table: string): Promise<string | null> {
	const row = TABLES[table];
	if (!row) return null;
	for (const role of ROLES) {
		const found = await walker.walk(role, table);
		for (const verb of Object.keys(found) as (keyof typeof found)[])
			if (found[verb] !== row[role][verb])
				return `${role}: ${verb} ${found[verb]}, not ${row[role][verb]}`;
		if (await walker.oversteps(role, table)) return `${role}: makes a change that is nobody's`;
	}
	const blind = await blindly(table);
	return blind.length > 0 ? blind.join() : probe(world, walker, foreign, table);
}

/**
 * Changes and deletions that name no row and ask for none back: there the policies for reading do not
 * stand before those for writing. Gives what had an effect on rows that the role does not reach.
 */
async function blindly(table: string): Promise<string[]> {
	const found: string[] = [];
	for (const role of ROLES)
		for (const verb of ['update', 'delete'] as const) {
			const reach = TABLES[table]![role][verb];
			if (reach === 'denied' || reach === 'all') continue;
			const touched = (await walker.blind(role, table, verb)).filter(
				({ kind }) =>
					// A leader elsewhere has rows there.
					(reach === 'none' && (role !== 'stranger' || kind !== 'other')) ||
					(reach === 'own' && (kind === 'draft' || kind === 'published')) ||
					(reach === 'drafts' && kind === 'published')
			);
			if (touched.length > 0) found.push(`${role}: ${verb} of every row`);
		}
	return found;
}

test('nobody reaches a row by naming none', async () => {
	for (const table of Object.keys(TABLES)) expect(await blindly(table), table).toEqual([]);
});

test.each(Object.keys(TABLES))(
	'no forgery and no rare circumstance lets more through: %s',
	async (table) => {
		expect(await probe(world, walker, foreign, table)).toBe(null);
	}
);

test('nobody makes a change that is nobody’s', async () => {
	for (const table of Object.keys(TABLES))
		for (const role of ROLES) expect(await walker.oversteps(role, table), table).toBe(false);
});

test('weakening any policy of a table is noticed', async () => {
	const survived = await survivors(world, 'public', caughtBy);
	expect(survived.sort()).toEqual(FINELY ? Object.keys(IMPLIED).sort() : []);
});
