/** Refusals of the public API and downloads, as RFC 9457 problem details. */

/** The stable codes. Each is served under its address, which is the problem's `type`. */
export const PROBLEMS = {
	'unknown-organization': {
		status: 404,
		title: 'No such organization',
		meaning: 'The record holds no organization of that slug.'
	},
	'unknown-address': {
		status: 404,
		title: 'No such address',
		meaning: 'Nothing is served at that path of the API.'
	},
	'invalid-parameters': {
		status: 400,
		title: 'A parameter cannot be used',
		meaning: 'A query parameter is unknown, repeated or impossible. `errors` names each.'
	},
	'method-not-allowed': {
		status: 405,
		title: 'Only reading is possible here',
		meaning: 'The API and the record are read with GET or HEAD and written by nobody.'
	},
	unexpected: {
		status: 500,
		title: 'Something failed here',
		meaning: 'A fault of this server, noted in its log. Nothing that was stored is lost.'
	}
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** What a problem of the code has in common wherever it occurs. */
export function problemType(code: ProblemCode) {
	const { status, title } = PROBLEMS[code];
	return { type: `/api/v1/problems/${code}`, title, status };
}

/** A response that refuses: `detail` says what to do about this very case. */
export function problem(
	code: ProblemCode,
	detail: string,
	extra: Record<string, unknown> = {},
	headers: Record<string, string> = {}
): Response {
	const body = { ...problemType(code), detail, ...extra };
	return new Response(JSON.stringify(body), {
		status: body.status,
		headers: {
			'content-type': 'application/problem+json',
			'cache-control': 'no-store',
			...headers
		}
	});
}
