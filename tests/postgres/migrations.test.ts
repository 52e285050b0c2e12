import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, MIGRATIONS } from '../../src/lib/server/backend/migrations.ts';
import { readCatalogue, type Catalogue } from '../../scripts/schema/catalogue.ts';
import { differences } from '../../scripts/schema/differences.ts';
import { expectSameEnvelopes } from '../support/envelope-vectors.ts';
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

test('the database makes the envelopes that we make', () => expectSameEnvelopes(database));

/** What a hosted project grants on whatever is made in it. */
const HOSTED = ['tables', 'sequences', 'functions']
	.map(
		(things) =>
			`alter default privileges in schema public grant all on ${things} to postgres, anon, authenticated, service_role;`
	)
	.join('\n');

test('what a hosted project grants by default, nobody has', async () => {
	const hosted = await openPostgres(HOSTED);
	try {
		const [one, other] = await Promise.all([database, hosted].map(thingsOf));
		expect(one!.size).toBeGreaterThan(1000);
		expect(
			differences({ from: 'plain Postgres', has: one! }, { from: 'a hosted project', has: other! })
		).toEqual([]);
	} finally {
		await hosted.close();
	}
});

/** All but the defaults themselves, which stay there for the owner. */
async function thingsOf({ backend }: { backend: { database: unknown } }): Promise<Catalogue> {
	const things = await readCatalogue(backend.database as Parameters<typeof readCatalogue>[0]);
	return new Map([...things].filter(([name]) => !name.startsWith('default privileges')));
}
