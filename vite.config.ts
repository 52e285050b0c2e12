import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { MESSAGES } from './messages/options.ts';

export default defineConfig({
	plugins: [paraglideVitePlugin(MESSAGES), sveltekit()],
	// The embedded database writes here; without this every write would reload the page.
	server: { watch: { ignored: ['**/data/**'] } },
	test: {
		include: ['{src,messages}/**/*.test.ts', 'tests/{rls,faults}/**/*.test.ts'],
		expect: { requireAssertions: true }
	}
});
