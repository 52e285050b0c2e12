import { defineConfig } from 'vitest/config';

/** `npm run test:postgres`: not part of `npm test`, which needs nothing but npm. */
export default defineConfig({
	test: {
		include: ['tests/postgres/**/*.test.ts'],
		globalSetup: 'tests/postgres/setup.ts',
		testTimeout: 60_000,
		hookTimeout: 60_000,
		expect: { requireAssertions: true }
	}
});
