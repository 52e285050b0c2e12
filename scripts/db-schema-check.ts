/**
 * Builds one database from supabase/schemas and one from supabase/migrations, and says what differs. Also
 * says what the schemas define twice, or change instead of defining it.
 */
import { catalogueAfter } from './schema/catalogue.ts';
import { differences } from './schema/differences.ts';
import { notOnce } from './schema/once.ts';
import { migrations, schemas } from './schema/sources.ts';
import { openScratch } from './scratch-database.ts';

const current = schemas();
const { database, close } = await openScratch();
const wrong = [
	...notOnce(current),
	...differences(
		{ from: 'supabase/schemas', has: await catalogueAfter(database, current) },
		{ from: 'supabase/migrations', has: await catalogueAfter(database, migrations()) }
	)
];
await close();
for (const sentence of wrong) console.error(`${sentence}\n`);
console.log(
	wrong.length
		? `supabase/schemas and supabase/migrations do not agree: ${wrong.length} findings. Edit the schemas, and add a migration that does the same to a database that is there.`
		: 'supabase/schemas and supabase/migrations make the same database.'
);
// Only now: closing the embedded database resets the exit code.
process.exitCode = wrong.length ? 1 : 0;
