/** Finds Chromium for the browser tests, and installs it where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const ON_PATH = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser's path: CHROMIUM_PATH, one of the system's, or Playwright's own; undefined without any. */
export function chromiumPath(): string | undefined {
	if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
	for (const name of ON_PATH) {
		const { status, stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
		if (status === 0 && stdout.trim()) return stdout.trim();
	}
	return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/** Installs Chromium unless there is one: Playwright's build, or where that cannot be had, Debian's. */
export function ensureChromium(): void {
	if (chromiumPath()) return;
	console.log('No Chromium was found; installing one for the browser tests…');
	const ways: [string, string[]][] = [
		['playwright', ['install', '--with-deps', 'chromium']],
		['sh', ['-c', 'apt-get update && apt-get install -y --no-install-recommends chromium']],
		[
			'sh',
			[
				'-c',
				'sudo -n apt-get update && sudo -n apt-get install -y --no-install-recommends chromium'
			]
		]
	];
	for (const [command, args] of ways) {
		spawnSync(command, args, { stdio: 'inherit', timeout: 300_000 });
		if (chromiumPath()) return;
	}
	throw new Error(
		'Chromium could not be installed. Install it by hand, or set CHROMIUM_PATH to a browser.'
	);
}

if (import.meta.main) ensureChromium();
