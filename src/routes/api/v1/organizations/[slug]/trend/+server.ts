import { endpoint, findReadable, invalidParameters } from '$lib/server/api/endpoint.ts';
import { json } from '$lib/server/api/respond.ts';
import { trendAnswer, trendRange, trendShape } from '$lib/server/api/trend.ts';
import { today } from '$lib/server/record/today.ts';

export const { GET, fallback } = endpoint(trendShape, async (query, { params }) => {
	const { organization, state } = await findReadable(params.slug!);
	const range = trendRange(query, organization, today());
	if (!range.ok) return invalidParameters(range.errors);
	return json(trendAnswer(organization, range.values, state.seq));
});
