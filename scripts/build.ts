import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, isMadeOf } from './made-of.ts';

const BUILT = join('build', 'handler.js');
const VITE = join('node_modules', 'vite', 'bin', 'vite.js');
/** Goes with the build, whose folder Vite empties. */
const MADE_OF = join('build', 'made-of');
const SOURCES = [
	'src',
	'messages',
	'project.inlang/settings.json',
	'static',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts'
];
/** The compiled messages are made from others; tests are in no build. */
const NO_SOURCES = /^src\/lib\/paraglide\/|\.test\.ts$/;

/** Whether a build of the sources as they are stands. */
export const isBuilt = () =>
	existsSync(BUILT) && isMadeOf(MADE_OF, fingerprint(SOURCES, NO_SOURCES));

/** Builds the app unless a build of the sources as they are stands. Throws where the build fails. */
export function ensureBuild(): void {
	const sources = fingerprint(SOURCES, NO_SOURCES);
	if (existsSync(BUILT) && isMadeOf(MADE_OF, sources)) return;
	console.log('Building the app (once after each change of the sources)…');
	// By its file and by this very Node: whoever starts the server without npm has neither on the path.
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[VITE, 'build', '--logLevel', 'warn'],
		{
			encoding: 'utf8',
			// The build loads the server's modules; it must not open the database that is open here.
			env: { ...process.env, NODE_ENV: 'production' }
		}
	);
	if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`);
	writeFileSync(MADE_OF, sources);
}

if (import.meta.main) ensureBuild();
