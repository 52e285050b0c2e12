/** Writes the database types from the migrations, or with --check says whether they are up to date. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { supabaseCli } from './supabase-cli.ts';
import { withScratchDatabase } from './scratch-database.ts';

const FILE = 'src/lib/server/database.types.ts';

const { command, args } = supabaseCli();
const types = await withScratchDatabase(async (address) => {
	const { stdout } = await promisify(execFile)(
		command,
		[...args, 'gen', 'types', 'typescript', `--remote=${address}`, '--schema=public'],
		{ maxBuffer: 16 * 1024 * 1024 }
	);
	return stdout;
});

if (!process.argv.includes('--check')) {
	writeFileSync(FILE, types);
	console.log(`${FILE} written.`);
} else {
	const same = readFileSync(FILE, 'utf8') === types;
	console.log(`${FILE} ${same ? 'matches' : 'does not match'} the migrations.`);
	if (!same) console.error('Run: npm run db:types');
	// Only now: closing the embedded database resets the exit code.
	process.exitCode = same ? 0 : 1;
}
