import { m } from '$lib/paraglide/messages.js';
import { endpoint } from '$lib/server/api/endpoint.ts';
import { json } from '$lib/server/api/respond.ts';
import { problem, PROBLEMS, problemType, type ProblemCode } from '$lib/server/api/problem.ts';

/** What a problem's `type` leads to. */
export const { GET, fallback } = endpoint({}, (_, { params, url }) => {
	if (!Object.hasOwn(PROBLEMS, params.code!))
		return problem('unknown-address', m.api_unknown_address({ path: url.pathname }));
	const code = params.code as ProblemCode;
	return json({ ...problemType(code), meaning: PROBLEMS[code].meaning() });
});
