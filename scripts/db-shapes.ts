/** Writes the shapes of entries for the database, or with --check says whether they are up to date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { shapesSql } from './shapes-sql.ts';

const FILE = 'supabase/schemas/shapes.sql';

const sql = shapesSql();
if (!process.argv.includes('--check')) {
	writeFileSync(FILE, sql);
	console.log(`${FILE} written.`);
} else if (readFileSync(FILE, 'utf8') === sql) {
	console.log(`${FILE} matches src/lib/record/entries.ts.`);
} else {
	console.error(`${FILE} does not match src/lib/record/entries.ts. Run: npm run db:shapes`);
	process.exitCode = 1;
}
