/** Writes the database types from the migrations, or with --check says whether they are up to date. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { withScratchDatabase } from './scratch-database.ts';

const FILE = 'src/lib/server/database.types.ts';

await withScratchDatabase(async (address) => {
	const { stdout } = await promisify(execFile)(
		'supabase',
		['gen', 'types', 'typescript', `--remote=${address}`, '--schema=public'],
		{ maxBuffer: 16 * 1024 * 1024 }
	);
	if (!process.argv.includes('--check')) {
		writeFileSync(FILE, stdout);
		console.log(`${FILE} written.`);
	} else if (readFileSync(FILE, 'utf8') !== stdout) {
		console.error(`${FILE} does not match the migrations. Run: npm run db:types`);
		process.exitCode = 1;
	} else console.log(`${FILE} matches the migrations.`);
});
