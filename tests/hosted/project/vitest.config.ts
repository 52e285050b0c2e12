import { defineConfig } from 'vitest/config';

/** `npm run test:hosted`: needs a Postgres server's programs, so it is no part of `npm test`. */
export default defineConfig({
	test: {
		include: ['tests/hosted/project/**/*.test.ts'],
		globalSetup: 'tests/hosted/project/setup.ts',
		testTimeout: 60_000,
		hookTimeout: 60_000,
		expect: { requireAssertions: true }
	}
});
