/** npm run import -- FILE [--files DIR] [--preview [--create]]: imports a roadmap file, safety-roadmap/2 or /1, into the record. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { m } from '../src/lib/paraglide/messages.js';
import { emptyRecord } from '../src/lib/record/fold.ts';
import { readUtf8 } from '../src/lib/roadmap/file/utf8.ts';
import { openInstance } from '../src/lib/server/instance.ts';
import { operatorClient } from '../src/lib/server/backend/backend.ts';
import { importRoadmap, wouldImport, type ImportResult } from '../src/lib/server/imports/import.ts';
import { filesIn } from '../src/lib/server/imports/import-files.ts';
import { progress, reportImport } from '../src/lib/server/imports/import-report.ts';
import { tidyImports } from '../src/lib/server/imports/clock.ts';
import { today } from '../src/lib/server/record/today.ts';
import { emptyDataDir, runCommand } from './command-line.ts';

const USAGE = `Usage: npm run import -- FILE [--files DIR] [--preview [--create]]
  FILE       a roadmap file in the format safety-roadmap/2 or safety-roadmap/1
  --files    a directory: files in it that FILE names by their SHA-256 are stored and published
  --preview  say what would be added, and change nothing
  --create   with --preview, where there is no instance yet: say what a new one would get`;

async function run(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			files: { type: 'string' },
			preview: { type: 'boolean', default: false },
			create: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h' }
		}
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
	if (
		values.files !== undefined &&
		!statSync(values.files, { throwIfNoEntry: false })?.isDirectory()
	) {
		console.error(`There is no directory ${values.files}. Nothing was imported.`);
		return 1;
	}
	const text = readUtf8(readFileSync(path));
	if (text === null) {
		console.error(`Nothing was imported. The file ${m.import_not_utf8()}.`);
		return 1;
	}
	const nowhere = values.preview ? emptyDataDir() : null;
	if (nowhere !== null && !values.create) {
		console.error(
			`No Waymark instance lives in ${nowhere}, so there is no record to compare the file with.\nSet DATA_DIR to the directory of one, or add --create to see what a new instance would get.`
		);
		return 1;
	}
	return say(
		nowhere === null
			? await importInto(text, values.preview, values.files)
			: wouldImport(text, emptyRecord(), today())
	);
}

async function importInto(
	text: string,
	previewOnly: boolean,
	directory: string | undefined
): Promise<ImportResult> {
	const { backend } = await openInstance();
	const client = operatorClient(backend);
	// What an import before this one left half done, where it was cut off.
	if (!previewOnly) await tidyImports(client);
	const say = progress((line) => console.error(line));
	const files = directory === undefined ? undefined : await filesIn(directory);
	return importRoadmap(client, text, { today: today(), previewOnly, files, say });
}

function say(result: ImportResult): number {
	const { lines, ok } = reportImport(result);
	(ok ? console.log : console.error)(lines.join('\n'));
	return ok ? 0 : 1;
}

await runCommand(
	run,
	'While the server runs, it alone may write. Sign in as a leader and import on the page Workspace → Import, or stop the server and run this again.'
);
