import { TAGS } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../paraglide/runtime.js';
import { POSTING_PROBLEMS } from '../posting/problems.ts';

/**
 * Refusals of the public API and downloads, as RFC 9457 problem details. They speak the language of
 * the address that was asked: Chinese under /zh/api/…. Codes and `type` are the same in both.
 */

/** The stable codes. Each is served under its address, which is the problem's `type`. */
export const PROBLEMS = {
	...POSTING_PROBLEMS,
	'unknown-organization': {
		status: 404,
		title: m.api_unknown_organization_title,
		meaning: m.api_unknown_organization_meaning
	},
	'older-than-record': {
		status: 409,
		title: m.unread_api_title,
		meaning: m.unread_api_meaning
	},
	'unknown-address': {
		status: 404,
		title: m.api_unknown_address_title,
		meaning: m.api_unknown_address_meaning
	},
	'invalid-parameters': {
		status: 400,
		title: m.api_invalid_parameters_title,
		meaning: m.api_invalid_parameters_meaning
	},
	'method-not-allowed': {
		status: 405,
		title: m.api_method_not_allowed_title,
		meaning: m.api_method_not_allowed_meaning
	},
	unavailable: {
		status: 503,
		title: m.api_unavailable_title,
		meaning: m.api_unavailable_meaning
	},
	'no-pictures': {
		status: 501,
		title: m.api_no_pictures_title,
		meaning: m.api_no_pictures_meaning
	},
	unexpected: {
		status: 500,
		title: m.api_unexpected_title,
		meaning: m.api_unexpected_meaning
	}
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** What a problem of the code has in common wherever it occurs. */
export function problemType(code: ProblemCode) {
	const { status, title } = PROBLEMS[code];
	return { type: `/api/v1/problems/${code}`, title: title(), status };
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
			'content-language': TAGS[getLocale()],
			'cache-control': 'no-store',
			...headers
		}
	});
}
