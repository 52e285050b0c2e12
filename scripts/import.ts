/** npm run import -- FILE [--preview]: imports a safety-roadmap/1 file into the record. */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { closeInstance, openInstance, operatorClient } from '../src/lib/server/backend/index.ts';
import { DirectoryInUse } from '../src/lib/server/backend/lock.ts';
import { NOT_UTF8, readUtf8 } from '../src/lib/roadmap/utf8.ts';
import { importRoadmap } from '../src/lib/server/import.ts';
import { today } from '../src/lib/server/today.ts';
import { reportImport } from '../src/lib/server/import-report.ts';

const USAGE = `Usage: npm run import -- FILE [--preview]
  FILE       a roadmap file in the format safety-roadmap/1
  --preview  say what would be added, and change nothing`;

async function run(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { preview: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } }
	});
	if (values.help || positionals.length !== 1) {
		console.error(USAGE);
		return values.help ? 0 : 2;
	}
	const path = positionals[0]!;
	if (!existsSync(path)) {
		console.error(`There is no file ${path}. Nothing was imported.`);
		return 1;
	}
	const text = readUtf8(readFileSync(path));
	if (text === null) {
		console.error(`Nothing was imported. The file ${NOT_UTF8}.`);
		return 1;
	}
	// The command line is for one's own data: it never brings the demonstration along.
	process.env.DEMO = 'off';
	const { backend } = await openInstance();
	const result = await importRoadmap(operatorClient(backend), text, {
		today: today(),
		previewOnly: values.preview ?? false
	});
	const { lines, ok } = reportImport(result);
	(ok ? console.log : console.error)(lines.join('\n'));
	return ok ? 0 : 1;
}

let code = 1;
try {
	code = await run();
} catch (error) {
	if (error instanceof DirectoryInUse)
		console.error(
			`${error.message}\nWhile the server runs, it alone may write. Sign in as a leader and import on the page Workspace → Import, or stop the server and run this again.`
		);
	else console.error(error instanceof Error ? error.message : error);
}
await closeInstance().catch(() => undefined);
// Only now: closing the embedded database resets the exit code.
process.exitCode = code;
