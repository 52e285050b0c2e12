import { anyDay } from '$lib/record/parts.ts';
import { scorecardAnswer } from '$lib/server/api/answers.ts';
import { endpoint, findReadable } from '$lib/server/api/endpoint.ts';
import { method } from '$lib/server/api/query.ts';
import { json } from '$lib/server/api/respond.ts';
import { today } from '$lib/server/record/today.ts';

export const { GET, fallback } = endpoint(
	{ as_of: anyDay.optional(), method },
	async (query, { params }) => {
		const { organization, state } = await findReadable(params.slug!);
		return json(scorecardAnswer(organization, query.as_of ?? today(), state.seq, query.method));
	}
);
