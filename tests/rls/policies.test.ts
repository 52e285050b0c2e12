import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openWorld, type World } from '../support/world.ts';
import { IMPLIED } from './implied.ts';
import { TABLES } from './matrix.ts';
import { makeForeign, probe, type Foreign } from './probes.ts';
import { Walker } from './walk.ts';
import { EVERYTHING, FINELY, survivors, type Tried } from './weaken.ts';

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
async function caughtBy(table: string, { roles, verbs }: Tried): Promise<string | null> {
	const row = TABLES[table];
	if (!row) return null;
	for (const role of roles) {
		for (const verb of verbs) {
			const found = await walker.reach(role, table, verb);
			if (found !== row[role][verb]) return `${role}: ${verb} ${found}, not ${row[role][verb]}`;
		}
		if (verbs.includes('update') && (await walker.oversteps(role, table)))
			return `${role}: makes a change that is nobody's`;
	}
	const blind = await blindly(table, { roles, verbs });
	return blind.length > 0 ? blind.join() : probe(world, walker, foreign, table);
}

/**
 * Changes and deletions that name no row and ask for none back: there the policies for reading do not
 * stand before those for writing. Gives what had an effect on rows that the role does not reach.
 */
async function blindly(table: string, { roles, verbs }: Tried): Promise<string[]> {
	const found: string[] = [];
	for (const role of roles)
		for (const verb of ['update', 'delete'] as const) {
			const reach = TABLES[table]![role][verb];
			if (!verbs.includes(verb) || reach === 'denied' || reach === 'all') continue;
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

// What is weakened below starts from here: else anything would be caught.
test.each(Object.keys(TABLES))(
	'nothing more gets through than is written down: %s',
	async (table) => {
		expect(await caughtBy(table, EVERYTHING)).toBe(null);
	}
);

test('weakening any policy of a table is noticed', async () => {
	const survived = await survivors(world, walker.undone, 'public', caughtBy);
	expect(survived.sort()).toEqual(FINELY ? Object.keys(IMPLIED).sort() : []);
});
