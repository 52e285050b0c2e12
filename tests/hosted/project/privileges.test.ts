import { afterAll, beforeAll, expect, test } from 'vitest';
import { pushMigrations } from './migrate.ts';
import { as } from './platform.ts';
import { openEmptyProject } from './project.ts';

let project: Awaited<ReturnType<typeof openEmptyProject>>;
beforeAll(async () => {
	project = await openEmptyProject('open');
	await pushMigrations(project.database);
	// As the next release will: nothing is revoked by hand.
	const sql = `create table public.later (id bigint generated always as identity, word text);
		create sequence public.by_itself;
		create view public.later_words as select word from public.later;
		create function public.later_called() returns integer language sql set search_path = '' as 'select 1'`;
	await pushMigrations(project.database, [{ file: '9_later.sql', sql }]);
});
afterAll(() => project.close());

async function names(sql: string): Promise<string[]> {
	const { rows } = await project.database.query<{ name: string }>(sql);
	return rows.map(({ name }) => name).sort();
}

const EACH = `unnest(array['anon', 'authenticated', 'service_role']) as r`;

test('no sequence is open to any of the API’s roles', async () => {
	const all = await names(
		`select oid::regclass::text as name from pg_class
		 where relkind = 'S' and relnamespace in ('public'::regnamespace, 'private'::regnamespace)`
	);
	expect(all).toContain('activity_id_seq');
	expect(all).toContain('by_itself');
	expect(
		await names(
			`select r || ' ' || c.oid::regclass as name from pg_class c, ${EACH}
			 where c.relkind = 'S' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
			   and (has_sequence_privilege(r, c.oid, 'usage') or has_sequence_privilege(r, c.oid, 'select')
			     or has_sequence_privilege(r, c.oid, 'update'))`
		)
	).toEqual([]);
});

test('what a later migration makes is its owner’s alone', async () => {
	expect(
		await names(
			`select r || ' ' || what as name from ${EACH}, unnest(array['later', 'later_words']) as what,
				unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as verb
			 where has_table_privilege(r, 'public.' || what, verb)`
		)
	).toEqual([]);
	expect(
		await names(
			`select r as name from ${EACH} where has_function_privilege(r, 'public.later_called()', 'execute')`
		)
	).toEqual([]);
});

test('nothing of ours is the superuser’s, and no function of ours has its rights', async () => {
	expect(
		await names(
			`select proname as name from pg_proc
			 where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
			   and proowner <> 'postgres'::regrole
			 union all select relname from pg_class
			 where relnamespace in ('public'::regnamespace, 'private'::regnamespace)
			   and relowner <> 'postgres'::regrole`
		)
	).toEqual([]);
	expect(await names(`select rolname as name from pg_roles where rolsuper`)).toEqual([
		'supabase_admin'
	]);
});

test('the clock of a hosted project may queue what is due', async () => {
	const queued = as(project.database, 'postgres', () =>
		project.database.query('select public.queue_due_notices()')
	);
	expect((await queued).rows).toEqual([{ queue_due_notices: 0 }]);
});

test('the API’s roles make nothing', async () => {
	for (const role of ['anon', 'authenticated', 'service_role', 'authenticator'])
		for (const schema of ['public', 'private', 'auth', 'storage', 'extensions'])
			await expect(
				as(project.database, role, () => project.database.exec(`create table ${schema}.mine ()`))
			).rejects.toThrow('permission denied');
});
