import { expect } from 'vitest';
import type { World } from '../support/world.ts';

/** Makes policies let everything through, in turn, to see whether the tests notice. */

type Policy = {
	table: string;
	name: string;
	using: string | null;
	check: string | null;
	/** Whether any column that the policy speaks of can be changed by the signed-in. */
	changeable: boolean;
};
type Weakening = { policy: Policy; part: string; using: string | null; check: string | null };

async function policies(world: World, schema: string): Promise<Policy[]> {
	const { rows } = await world.backend.database.query<Policy>(
		`select c.oid::regclass::text as table, p.polname as name,
		   pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check,
		   exists (select from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
		     where d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refobjid = p.polrelid
		       and has_column_privilege('authenticated', c.oid, a.attnum, 'update')) as changeable
		 from pg_policy p join pg_class c on c.oid = p.polrelid
		 where c.relnamespace = $1::regnamespace
		 order by 1, 2`,
		[schema]
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

const alter = (world: World, { table, name }: Policy, using: string | null, check: string | null) =>
	world.backend.database.exec(
		`alter policy ${name} on ${table}${using === null ? '' : ` using (${using})`}${
			check === null ? '' : ` with check (${check})`
		}`
	);

/**
 * Weakens every policy of a schema in turn and asks each time by what that is caught, null for nothing.
 * Returns those that nothing caught. `npm run test:policies` prints by what each of the others was.
 */
export async function survivors(
	world: World,
	schema: 'public' | 'storage',
	caughtBy: (table: string) => Promise<string | null>
): Promise<string[]> {
	const survived: string[] = [];
	const all = await policies(world, schema);
	expect(all).not.toEqual([]);
	for (const policy of all)
		for (const weakening of weakenings(policy)) {
			await alter(world, policy, weakening.using, weakening.check);
			const caught = await caughtBy(policy.table);
			await alter(world, policy, policy.using, policy.check);
			const line = `${policy.table} · ${policy.name} · ${weakening.part}`;
			if (process.env.POLICIES) console.log(`${line} · ${caught ?? 'SURVIVES'}`);
			if (caught === null) survived.push(line);
		}
	return survived;
}
