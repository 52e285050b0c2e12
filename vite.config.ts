import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [sveltekit()],
	// The embedded database writes here; without this every write would reload the page.
	server: { watch: { ignored: ['**/data/**'] } },
	test: {
		include: ['src/**/*.test.ts', 'tests/{rls,faults}/**/*.test.ts'],
		expect: { requireAssertions: true }
	}
});
