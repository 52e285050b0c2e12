import { afterAll, beforeAll, vi } from 'vitest';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { shapeTests } from '../support/shapes/suite.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let database: TestDatabase;
beforeAll(async () => {
	database = await openDatabase();
});
afterAll(() => database.close());

shapeTests(() => async (sql, parameters) => {
	const { rows } = await database.backend.database.query<{ problem: string | null }>(
		sql,
		parameters
	);
	return rows;
});
