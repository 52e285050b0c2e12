import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = join('build', 'handler.js');
const SOURCES = [
	'src',
	'messages',
	'static',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts'
];

/** Whether the build is newer than all it is made from. */
export const isBuilt = () => existsSync(BUILT) && newest(SOURCES) <= statSync(BUILT).mtimeMs;

/** Builds the app where no build stands or a source is newer. Throws where the build fails. */
export function ensureBuild(): void {
	if (isBuilt()) return;
	console.log('Building the app (once after each change of the sources)…');
	const { status, stdout, stderr } = spawnSync('vite', ['build', '--logLevel', 'warn'], {
		encoding: 'utf8',
		// The build loads the server's modules; it must not open the database that is open here.
		env: { ...process.env, NODE_ENV: 'production' }
	});
	if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`);
}

/** The latest change, in ms since 1970, of any of the files or of a file below any of the folders. */
function newest(paths: string[]): number {
	return Math.max(
		0,
		...paths
			.filter((path) => existsSync(path))
			.map((path) => {
				const stat = statSync(path);
				if (!stat.isDirectory()) return stat.mtimeMs;
				return newest(readdirSync(path).map((name) => join(path, name)));
			})
	);
}

if (import.meta.main) ensureBuild();
