import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { DraftKind } from '../../src/lib/drafts/draft-kind.ts';
import { KINDS } from '../../src/lib/view/kinds/index.ts';
import { NOTICE_EVENTS } from '../../src/lib/view/kinds/told.ts';
import { SCENARIOS } from '../scenarios/index.ts';
import { openWorld, type World } from '../support/world.ts';
import { COLUMNS, FUNCTIONS, TABLES } from './matrix.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: World;
beforeAll(async () => {
	// With a few requests behind it: the library has had its chance to grant more than the migrations do.
	world = await openWorld();
});
afterAll(() => world.close());

async function names(sql: string): Promise<string[]> {
	const { rows } = await world.backend.database.query<{ name: string }>(sql);
	return rows.map(({ name }) => name);
}

const API_ROLES = "'anon', 'authenticated', 'service_role'";

test('every table and every function of the public schema has a row in the matrix', async () => {
	const tables = await names(
		`select relname as name from pg_class
		 where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')`
	);
	expect(tables.sort()).toEqual(Object.keys(TABLES).sort());
	const functions = await names(
		`select proname as name from pg_proc where pronamespace = 'public'::regnamespace`
	);
	expect(functions.sort()).toEqual(Object.keys(FUNCTIONS).sort());
});

test('every table has row-level security on', async () => {
	const without = await names(
		`select relname as name from pg_class
		 where relnamespace in ('public'::regnamespace, 'private'::regnamespace)
		   and relkind in ('r', 'p') and not relrowsecurity`
	);
	expect(without).toEqual([]);
});

test('every policy of Storage is for the bucket of evidence', async () => {
	const policies = await names(
		`select policyname || ' ' || cmd as name from pg_policies
		 where schemaname = 'storage' and coalesce(qual, with_check) like '%''evidence''::text%'`
	);
	const all = await names(
		`select policyname as name from pg_policies where schemaname = 'storage'`
	);
	expect(policies).toHaveLength(all.length);
	expect(policies.sort()).toEqual([
		'members_read_evidence SELECT',
		'public_reads_published_evidence SELECT',
		'teams_remove_unknown_evidence DELETE',
		'teams_upload_evidence INSERT',
		'tokens_upload_expected_evidence INSERT'
	]);
});

test('every function has a fixed search_path, and none is for everybody', async () => {
	const all = await names(
		`select oid::regprocedure::text as name from pg_proc
		 where pronamespace in ('public'::regnamespace, 'private'::regnamespace)`
	);
	expect(all.length).toBeGreaterThan(30);
	const loose = await names(
		`select oid::regprocedure::text as name from pg_proc
		 where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
		   and not coalesce(proconfig @> array['search_path=""'], false)`
	);
	expect(loose).toEqual([]);
	const open = await names(
		`select p.oid::regprocedure::text as name
		 from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
		 where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and a.grantee = 0`
	);
	expect(open).toEqual([]);
});

test('anonymous visitors can read organizations and the record, and touch nothing else', async () => {
	const granted = await names(
		`select distinct c.relname || ' ' || a.privilege_type as name
		 from pg_class c, aclexplode(c.relacl) as a
		 where a.grantee in (0, 'anon'::regrole)
		   and c.relnamespace not in
		     ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'storage'::regnamespace)`
	);
	expect(granted.sort()).toEqual(['organizations SELECT', 'record_entries SELECT']);
	const columns = await names(
		`select c.relname as name
		 from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) as a
		 where a.grantee in (0, 'anon'::regrole) and c.relnamespace <> 'pg_catalog'::regnamespace`
	);
	expect(columns).toEqual([]);
	const functions = await names(
		`select proname as name from pg_proc
		 where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
		   and has_function_privilege('anon', oid, 'execute')`
	);
	// Two answer for an object of Storage, whose policies have a matrix of their own; the others, the
	// invitation's apart, do nothing without a token, by which they know whom they serve.
	expect(functions.sort()).toEqual([
		'expect_file',
		'hold_posted_file',
		'invitation_details',
		'is_expected_object',
		'is_published_object',
		'notice_link',
		'post_progress_update',
		'posted_update',
		'stop_notices'
	]);
});

test('nobody who comes through the API may change or empty the record', async () => {
	const granted = await names(
		`select distinct grantee || ' ' || privilege_type as name
		 from information_schema.role_table_grants
		 where table_name = 'record_entries' and grantee in (${API_ROLES}, 'PUBLIC')`
	);
	expect(granted.sort()).toEqual(['anon SELECT', 'authenticated SELECT', 'service_role SELECT']);
});

test('every kind that is drafted says what its entry is and who is told of it', async () => {
	const functions = await names(
		`select proname as name from pg_proc where pronamespace = 'private'::regnamespace`
	);
	const { rows: kinds } = await world.backend.database.query<{
		kind: DraftKind;
		told: string;
		by_two: boolean;
	}>('select kind, told, by_two from private.draft_kinds');
	expect(kinds.map(({ kind }) => kind).sort()).toEqual(Object.keys(SCENARIOS).sort());
	for (const { kind, told, by_two } of kinds) {
		expect(functions).toEqual(expect.arrayContaining([`entry_of_${kind.replace('.', '_')}`, told]));
		// Of what one person publishes alone nobody is told before.
		expect(Object.keys(KINDS[kind].notices).sort(), kind).toEqual(
			by_two ? ['published', 'returned', 'submitted'] : ['published']
		);
	}
});

test('what happened, as a notice has it, is what kinds have words for', async () => {
	const [check] = await names(
		`select pg_get_constraintdef(oid) as name from pg_constraint where conname = 'notices_event_check'`
	);
	const events = [...check!.matchAll(/'(\w+)'/g)].map(([, event]) => event);
	expect(events).toEqual([...NOTICE_EVENTS]);
});

test('the signed-in may set these columns and no others', async () => {
	const { rows } = await world.backend.database.query<{
		table: string;
		verb: string;
		columns: string;
	}>(
		`select c.relname as table, lower(p.verb) as verb, string_agg(a.attname, ' ' order by a.attname) as columns
		 from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped,
		   (values ('INSERT'), ('UPDATE')) as p (verb)
		 where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
		   and has_column_privilege('authenticated', c.oid, a.attnum, p.verb)
		 group by 1, 2`
	);
	const found: Record<string, object> = {};
	for (const { table, verb, columns } of rows) found[table] = { ...found[table], [verb]: columns };
	expect(found).toEqual(COLUMNS);
});

test.each(['invitations', 'access_tokens'] as const)(
	'the token hash of %s is for nobody',
	async (table) => {
		const { error } = await world.leader.client.from(table).select('token_hash');
		expect(error?.code).toBe('42501');
		const readers = await names(
			`select r as name from unnest(array[${API_ROLES}]) as r
			 where has_column_privilege(r, 'public.${table}', 'token_hash', 'select')`
		);
		expect(readers).toEqual([]);
	}
);

test('the hash of a token in a mail is for nobody', async () => {
	const readers = await names(
		`select r as name from unnest(array[${API_ROLES}]) as r
		 where has_column_privilege(r, 'public.notices', 'unsubscribe_hash', 'select')`
	);
	expect(readers).toEqual([]);
});

test.each([
	'private',
	'auth',
	'storage',
	'supabase_migrations',
	'pg_catalog',
	'information_schema'
])('the schema %s is out of reach, even for the operator', async (schema) => {
	for (const client of [world.anonymous, world.leader.client, world.operator]) {
		const other = client.schema(schema as 'public');
		expect((await other.rpc('today' as 'needs_set_up')).error?.code).toBe('PGRST106');
		expect((await other.from('users' as 'goals').select('*')).error?.code).toBe('PGRST106');
	}
});

test('no API role may make anything', async () => {
	const makers = await names(
		`select r || ' in ' || n.nspname as name from unnest(array[${API_ROLES}]) as r, pg_namespace n
		 where n.nspname in ('public', 'private', 'auth', 'storage') and has_schema_privilege(r, n.oid, 'create')`
	);
	expect(makers).toEqual([]);
});

test('the record refuses change from its owner too', async () => {
	const { database } = world.backend;
	for (const statement of [
		`update public.record_entries set body = '{}'`,
		`update public.record_entries set body = '{}' where false`,
		'delete from public.record_entries where seq = 1',
		'truncate public.record_entries cascade'
	])
		await expect(database.exec(statement)).rejects.toMatchObject({ detail: 'append_only' });
	const { rows } = await database.query('select seq from public.record_entries order by seq');
	expect(rows).toEqual([{ seq: 1 }, { seq: 2 }]);
});
