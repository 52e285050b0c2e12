import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, MIGRATIONS } from '../../src/lib/server/backend/migrations.ts';
import { migratable, openPostgres } from './database.ts';

let database: Awaited<ReturnType<typeof openPostgres>>;
beforeAll(async () => {
	database = await openPostgres();
});
afterAll(() => database.close());

test('every migration applies, in order, and a second time there is nothing to do', async () => {
	const files = readdirSync(MIGRATIONS).sort();
	const applied = await database.sql`
		select version || '_' || name || '.sql' as file
		from supabase_migrations.schema_migrations order by version`;
	expect(applied.map(({ file }) => file)).toEqual(files);
	expect(await migrate(migratable(database.sql))).toEqual([]);
});
