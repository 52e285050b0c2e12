import { openEmbedded, type Embedded } from '../../src/lib/server/backend/embedded.ts';
import { readConfig } from '../../src/lib/server/config.ts';

/**
 * How many rows the database answers with at most; as for everybody, unless `npm run test:few-rows` asks
 * whether any list is read only in part.
 */
const MAX_ROWS = process.env.MAX_ROWS ? Number(process.env.MAX_ROWS) : undefined;

export type Variables = Record<string, string>;

/** `variables` as in `.env`. */
export const open = (directory: string, variables: Variables = {}): Promise<Embedded> =>
	openEmbedded(readConfig({ DATA_DIR: directory, DEMO: 'off', ...variables }), {
		maxRows: MAX_ROWS
	});
