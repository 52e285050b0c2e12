/** Finds Chromium for the browser tests, and installs it where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** The one that cannot open a window first: it draws the same and takes less of the processor. */
const ON_PATH = [
	'chromium-headless-shell',
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable'
];
/** Debian's; earlier ones have the second alone. */
const PACKAGES = ['chromium-headless-shell', 'chromium'];

/** The browser's path: CHROMIUM_PATH, one of the system's, or Playwright's own; undefined without any. */
export function chromiumPath(): string | undefined {
	if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
	for (const name of ON_PATH) {
		const { status, stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
		if (status === 0 && stdout.trim()) return stdout.trim();
	}
	return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/**
 * Installs Chromium unless there is one. On Debian that is the distribution's, which needs no other
 * network than the package mirror; elsewhere Playwright's build.
 */
export function ensureChromium(): void {
	if (chromiumPath()) return;
	console.log('No Chromium was found; installing one for the browser tests…');
	const debian = (sudo: string): [string, string[]] => [
		'sh',
		[
			'-c',
			`${sudo}apt-get update && { ${PACKAGES.map(
				(name) => `${sudo}apt-get install -y --no-install-recommends ${name}`
			).join(' || ')}; }`
		]
	];
	const playwright: [string, string[]] = ['playwright', ['install', '--with-deps', 'chromium']];
	const ways = isDebian() ? [debian(''), debian('sudo -n '), playwright] : [playwright];
	for (const [command, args] of ways) {
		spawnSync(command, args, { stdio: 'inherit', timeout: 300_000 });
		if (chromiumPath()) return;
	}
	throw new Error(
		'Chromium could not be installed. Install it by hand, or set CHROMIUM_PATH to a browser.'
	);
}

/** Debian itself: Ubuntu's package of that name is a pointer to a snap. */
function isDebian(): boolean {
	return (
		existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
	);
}

if (import.meta.main) ensureChromium();
