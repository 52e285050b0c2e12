/** Runs Supabase's security and performance advisors on the migrations; any finding fails. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { supabaseCli } from './supabase-cli.ts';
import { withScratchDatabase } from './scratch-database.ts';

type Finding = { name: string; level: string; title: string; detail: string; remediation: string };

/** Of an empty database every index is unused. */
const POINTLESS_HERE = ['unused_index'];

const { command, args } = supabaseCli();
const findings = await withScratchDatabase(async (address) => {
	const { stdout } = await promisify(execFile)(
		command,
		[
			...args,
			'db',
			'advisors',
			`--remote=${address}`,
			'--type=all',
			'--level=info',
			'--fail-on=none'
		],
		{ maxBuffer: 16 * 1024 * 1024 }
	);
	const list = stdout.slice(stdout.indexOf('['));
	const all = (stdout.includes('[') ? JSON.parse(list) : []) as Finding[];
	return all.filter(({ name }) => !POINTLESS_HERE.includes(name));
});

for (const { level, title, detail, remediation } of findings)
	console.error(`${level} ${title}: ${detail}\n  ${remediation}`);
console.log(`Database advisors: ${findings.length} findings.`);
// Only now: closing the embedded database resets the exit code.
process.exitCode = findings.length ? 1 : 0;
