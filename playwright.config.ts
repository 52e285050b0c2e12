import { defineConfig } from '@playwright/test';
import { chromiumPath } from './scripts/chromium.ts';

/**
 * What tries the server and the network rather than a journey, and tests with the tag `@long`, which try a page or
 * a form in one more state: half of the time. `npm test`, which is run before each commit, leaves them to `.ci/run`.
 */
const LONG = [
	'away',
	'bodies',
	'crash',
	'edge',
	'hostile',
	'hosted',
	'kill',
	'languages',
	'lost-connection',
	'newer',
	'process',
	'slow-connection'
];
const all = Boolean(process.env.LONG || process.env.FULL);

/** Browser journeys, each against a server of its own started by its fixture (tests/e2e/support). */
export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/e2e',
	// Of the longest journey on a shared machine, which can be three times slower than an idle one.
	timeout: 180_000,
	expect: { timeout: 10_000 },
	testIgnore: all ? [] : LONG.map((name) => `${name}.spec.ts`),
	...(all ? {} : { grepInvert: /@long/ }),
	fullyParallel: false,
	workers: 2,
	forbidOnly: !!process.env.CI,
	retries: 0,
	reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
	globalSetup: './tests/e2e/support/global-setup.ts',
	use: {
		actionTimeout: 15_000,
		// Colours are measured, so none may still be on its way.
		contextOptions: { reducedMotion: 'reduce' },
		screenshot: 'only-on-failure',
		launchOptions: {
			executablePath: chromiumPath(),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	}
});
