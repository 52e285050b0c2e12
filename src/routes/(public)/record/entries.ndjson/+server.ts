import { endpoint, findEntries } from '$lib/server/api/endpoint.ts';
import { recordLines, recordLinesShape, selectEntries } from '$lib/server/api/record-lines.ts';
import { storedEntries } from '$lib/server/record/record.ts';

/** The exact text of every entry, as it was published and hashed. */
export const { GET, fallback } = endpoint(recordLinesShape, async ({ organization, ...range }) => {
	const only = organization === undefined ? undefined : await findEntries(organization);
	const entries = selectEntries(await storedEntries(), range, only);
	// eslint-disable-next-line no-restricted-syntax -- a header
	return recordLines(entries, (entry) => entry.body, 'application/x-ndjson; charset=utf-8');
});
