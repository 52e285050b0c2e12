import { endpoint, findEntries } from '$lib/server/api/endpoint.ts';
import { recordLines, recordLinesShape, selectEntries } from '$lib/server/api/record-lines.ts';
import { storedEntries } from '$lib/server/record/record.ts';

/** Number and leaf hash of every entry, to check the lines of entries.ndjson by. */
export const { GET, fallback } = endpoint(recordLinesShape, async ({ organization, ...range }) => {
	const only = organization === undefined ? undefined : await findEntries(organization);
	const entries = selectEntries(await storedEntries(), range, only);
	return recordLines(
		entries,
		({ seq, leaf_hash }) => `${seq} ${leaf_hash}`,
		// eslint-disable-next-line no-restricted-syntax -- a header
		'text/plain; charset=utf-8'
	);
});
