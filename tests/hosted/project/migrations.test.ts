import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrations } from '../../../scripts/schema/sources.ts';
import { pushMigrations } from './migrate.ts';
import { openEmptyProject } from './project.ts';

let project: Awaited<ReturnType<typeof openEmptyProject>>;
beforeAll(async () => {
	project = await openEmptyProject();
});
afterAll(() => project.close());

const push = (sql: string) => pushMigrations(project.database, [{ file: '1_test.sql', sql }]);

test.each([
	['create table storage.mine ()', 'permission denied for schema storage'],
	['alter table storage.objects add column mine text', 'must be owner of table objects'],
	['drop table auth.sessions', 'must be owner of table sessions'],
	[
		'create policy mine on auth.sessions for select using (true)',
		'must be owner of table sessions'
	],
	['set session_replication_role = replica', 'permission denied'],
	["copy public.organizations from program 'id'", 'permission denied|superuser']
])('a migration cannot: %s', async (sql, refusal) => {
	await expect(push(sql)).rejects.toThrow(new RegExp(refusal));
});

test('every migration applies as a role that is no superuser, and is accounted for', async () => {
	await pushMigrations(project.database);
	const { rows } = await project.database.query<{ file: string }>(
		`select 'supabase/migrations/' || version || '_' || name || '.sql' as file
		 from supabase_migrations.schema_migrations order by version`
	);
	expect(rows.map(({ file }) => file)).toEqual(migrations().map(({ file }) => file));
	const { rows: left } = await project.database.query(
		'select session_user::text as session, current_user::text as current'
	);
	expect(left).toEqual([{ session: 'supabase_admin', current: 'supabase_admin' }]);
});
