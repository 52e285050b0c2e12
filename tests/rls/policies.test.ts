import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openWorld, type World } from '../support/world.ts';
import { ROLES, TABLES } from './matrix.ts';
import { Walker } from './walk.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

/**
 * Every policy counts: each is made to let everything through, in turn, and something that the matrix or
 * the list of forgeries says must then be different. `npm run test:policies` prints
 * by what each was caught.
 */

type Policy = {
	table: string;
	name: string;
	using: string | null;
	check: string | null;
	/** Whether any column that the policy speaks of can be changed by the signed-in. */
	changeable: boolean;
};
type Weakening = { policy: Policy; part: string; using: string | null; check: string | null };

let world: World;
let walker: Walker;
beforeAll(async () => {
	world = await openWorld();
	walker = await Walker.in(world);
});
afterAll(() => world.close());

async function policies(): Promise<Policy[]> {
	const { rows } = await world.backend.database.query<Policy>(
		`select c.oid::regclass::text as table, p.polname as name,
		   pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check,
		   exists (select from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
		     where d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refobjid = p.polrelid
		       and has_column_privilege('authenticated', c.oid, a.attnum, 'update')) as changeable
		 from pg_policy p join pg_class c on c.oid = p.polrelid
		 where c.relnamespace in (select oid from pg_namespace where nspname in ('public', 'storage'))
		 order by 1, 2`
	);
	return rows;
}

function weakenings(policy: Policy): Weakening[] {
	const { using, check } = policy;
	const found: Weakening[] = [];
	// A row that is reached has to be let go as well, or the check is what is tested.
	if (using !== null && using !== 'true')
		found.push({ policy, part: 'using', using: 'true', check: check && 'true' });
	// Of rows that only the same conditions let be reached, and in which nothing can change of them,
	// the check says nothing new.
	const idle = using === check && !policy.changeable;
	if (check !== null && check !== 'true' && !idle)
		found.push({ policy, part: 'check', using, check: 'true' });
	return found;
}

const alter = ({ table, name }: Policy, using: string | null, check: string | null) =>
	world.backend.database.exec(
		`alter policy ${name} on ${table}${using === null ? '' : ` using (${using})`}${
			check === null ? '' : ` with check (${check})`
		}`
	);

/** What is different from what is written down; null where nothing is. */
async function caughtBy(table: string): Promise<string | null> {
	const row = TABLES[table];
	if (!row) return null;
	for (const role of ROLES) {
		const found = await walker.walk(role, table);
		for (const verb of Object.keys(found) as (keyof typeof found)[])
			if (found[verb] !== row[role][verb])
				return `${role}: ${verb} ${found[verb]}, not ${row[role][verb]}`;
	}
	const blind = await blindly(table);
	return blind.length > 0 ? blind.join() : null;
}

/**
 * Changes and deletions that name no row and ask for none back: there the policies for reading do not
 * stand before those for writing. Gives what had an effect on rows of a table of which the role reaches none.
 */
async function blindly(table: string): Promise<string[]> {
	const found: string[] = [];
	for (const role of ROLES)
		for (const verb of ['update', 'delete'] as const)
			if (TABLES[table]![role][verb] === 'none' && (await walker.blind(role, table, verb)))
				found.push(`${role}: ${verb} of every row`);
	return found;
}

test('nobody reaches a row by naming none', async () => {
	for (const table of Object.keys(TABLES)) expect(await blindly(table), table).toEqual([]);
});

test('weakening any policy is noticed', async () => {
	const lines: string[] = [];
	const survived: string[] = [];
	for (const policy of await policies())
		for (const weakening of weakenings(policy)) {
			await alter(policy, weakening.using, weakening.check);
			const caught = await caughtBy(policy.table);
			await alter(policy, policy.using, policy.check);
			const line = `${policy.table} · ${policy.name} · ${weakening.part}`;
			lines.push(`${line} · ${caught ?? 'SURVIVES'}`);
			if (caught === null) survived.push(line);
		}
	if (process.env.POLICIES) console.log(lines.join('\n'));
	expect(lines.length).toBeGreaterThan(40);
	expect(survived).toEqual([]);
});
