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
			id: 'src/lib/charts/trend.client.ts',
			fileName: '_app/trend.js'
		});
	}
};

// The plugin compiles the messages at every start; the tests do so only where these have changed.
const { VITEST } = process.env;
if (VITEST) await ensureMessages();

export default defineConfig({
	plugins: [!VITEST && paraglideVitePlugin(MESSAGES), sveltekit(), trendScript],
	// The embedded database writes here; without this every write would reload the page.
	server: { watch: { ignored: ['**/data/**'] } },
	test: {
		include: ['{src,messages,scripts}/**/*.test.ts', 'tests/{rls,faults,hosted}/**/*.test.ts'],
		// Needs a Postgres server: npm run test:hosted.
		exclude: [...configDefaults.exclude, 'tests/hosted/project/**'],
		// By default one core of two is left idle.
		maxWorkers: '100%',
		// The embedded database is WebAssembly: to improve it takes longer than most files run.
		execArgv: ['--liftoff-only'],
		expect: { requireAssertions: true }
	}
});
