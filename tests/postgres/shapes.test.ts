import { afterAll, beforeAll, describe } from 'vitest';
import { shapeTests } from '../support/shapes/suite.ts';
import { openPostgres } from './database.ts';

// Classes of characters and capitals follow the collation, and a hosted database has another than C.
describe.each(['C', 'Turkish'] as const)('in a database that sorts by %s', (collation) => {
	let database: Awaited<ReturnType<typeof openPostgres>>;
	beforeAll(async () => {
		database = await openPostgres('', collation);
	});
	afterAll(() => database.close());

	shapeTests(() => async (sql, parameters) => [
		...(await database.sql.unsafe<{ problem: string | null }[]>(sql, parameters))
	]);
});
