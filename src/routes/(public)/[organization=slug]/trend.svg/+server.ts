import { endpoint } from '$lib/server/api/endpoint.ts';
import { text } from '$lib/server/api/respond.ts';
import { named, svgOf, trendAsked, trendFileShape } from '../trend-file.ts';

/** The trend as a picture that stands alone. Whoever opens it has fonts for every name. */
export const { GET, fallback } = endpoint(trendFileShape, async (query, event) => {
	const file = await trendAsked(query, event, 0);
	return text(
		svgOf(file, () => true),
		'image/svg+xml',
		named(file, 'svg')
	);
});
