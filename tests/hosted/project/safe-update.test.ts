import { expect, test } from 'vitest';
import { openEmptyProject } from './project.ts';
import { pushMigrations } from './migrate.ts';
import { changesOfEveryRow } from './safe-update.ts';

test.each([
	['delete from public.a', 1],
	['delete from public.a a using public.b where a.id = b.id', 0],
	['update only public.a as x set b = 1', 1],
	['update a set b = (select c from d where e)', 1],
	['update a set b = (select c from d) where e', 0],
	['with gone as (delete from a returning id) select 1 from gone where true', 1],
	['with gone as (delete from a where b returning id) select 1 from gone', 0],
	['for x in update a set b = 1 returning c loop perform 1 where true; end loop', 1],
	['insert into a values (1) on conflict (b) do update set c = 1', 0],
	['select 1 from a for update of a', 0],
	["execute format('delete from %I', name)", 1],
	["execute 'update a set b = 1 where c'", 0],
	['-- delete from a\nselect 1', 0],
	["raise exception 'Nothing to update. Set a date.'", 0],
	['create function f() returns void language sql as $$ delete from a; update b set c = 1 $$', 2]
])('%s', (sql, found) => {
	expect(changesOfEveryRow(sql)).toHaveLength(found);
});

test('no function of ours changes or deletes every row', async () => {
	const project = await openEmptyProject();
	await pushMigrations(project.database);
	const { rows } = await project.database.query<{ name: string; definition: string }>(
		`select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as definition from pg_proc p
		 where pronamespace in ('public'::regnamespace, 'private'::regnamespace)`
	);
	await project.close();
	const changing = rows.filter(({ definition }) => /\b(update|delete)\b/i.test(definition));
	expect(changing.length).toBeGreaterThan(20);
	expect(
		rows.flatMap(({ name, definition }) =>
			changesOfEveryRow(definition).map((statement) => `${name}: ${statement}`)
		)
	).toEqual([]);
});
