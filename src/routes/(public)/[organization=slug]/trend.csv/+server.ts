import { endpoint } from '$lib/server/api/endpoint.ts';
import { text } from '$lib/server/api/respond.ts';
import { trendCsv } from '$lib/view/trend/trend-csv.ts';
import { named, trendAsked, trendFileShape } from '../trend-file.ts';

/** The numbers behind the trend, with every event that it marks. */
export const { GET, fallback } = endpoint(trendFileShape, async (query, event) => {
	const file = await trendAsked(query, event, Number.POSITIVE_INFINITY);
	const { trend, slug, day, method, seq } = file;
	const body = trendCsv(trend, { organization: slug, as_of: day, method, seq });
	// eslint-disable-next-line no-restricted-syntax -- a header
	return text(body, 'text/csv; charset=utf-8', named(file, 'csv'));
});
