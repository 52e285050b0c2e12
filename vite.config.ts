import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { configDefaults, defineConfig } from 'vitest/config';
import { MESSAGES } from './messages/options.ts';
import { ensureMessages } from './scripts/messages.ts';

/** Builds the script of public pages, which SvelteKit sends none of its own, under a name of its own. */
const trendScript: Plugin = {
	name: 'waymark-trend-script',
	apply: 'build',
	applyToEnvironment: ({ name }) => name === 'client',
	buildStart() {
		this.emitFile({
			type: 'chunk',
			id: 'src/lib/components/chart/trend.client.ts',
			fileName: '_app/trend.js'
		});
	}
};

// The plugin compiles the messages at every start; the tests do so only where these have changed.
const { VITEST } = process.env;
if (VITEST) await ensureMessages();

/** Tests of the one instance and the one record that a process has, and of a database with other limits. */
const OF_THE_INSTANCE = [
	'src/lib/server/people/sign-in.test.ts',
	'tests/faults/lists.test.ts',
	'tests/faults/gamings.test.ts',
	'tests/hosted/**/*.test.ts'
];
const SERVER = 'src/lib/server/**/*.test.ts';

export default defineConfig({
	plugins: [!VITEST && paraglideVitePlugin(MESSAGES), sveltekit(), trendScript],
	// The embedded database writes here; without this every write would reload the page.
	server: { watch: { ignored: ['**/data/**'] } },
	test: {
		// A shared machine can be several times slower; what hangs, hangs for longer than this.
		testTimeout: 60_000,
		// Vite would wrap each of their thousands of exports, anew for every file that reads modules of its own.
		server: { deps: { external: [/\/src\/lib\/paraglide\//] } },
		// By default one core of two is left idle.
		maxWorkers: '100%',
		// The embedded database is WebAssembly: to improve it takes longer than most files run.
		execArgv: ['--liftoff-only'],
		expect: { requireAssertions: true },
		// To read modules once for all files, and not once for each, saves most of what reading them takes.
		projects: [
			{
				extends: true,
				test: {
					name: 'pure',
					include: ['{src,messages}/**/*.test.ts'],
					exclude: [...configDefaults.exclude, SERVER],
					isolate: false
				}
			},
			{
				extends: true,
				test: {
					name: 'server',
					include: [SERVER, 'scripts/**/*.test.ts', 'tests/{rls,faults,weaken}/**/*.test.ts'],
					exclude: [...configDefaults.exclude, ...OF_THE_INSTANCE],
					isolate: false
				}
			},
			{
				extends: true,
				test: {
					name: 'instance',
					include: OF_THE_INSTANCE,
					// Needs a Postgres server: npm run test:hosted.
					exclude: [...configDefaults.exclude, 'tests/hosted/project/**']
				}
			}
		]
	}
});
