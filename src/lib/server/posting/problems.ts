import { m } from '../../paraglide/messages.js';

/** Why an update or a file that was posted is refused; part of the problems of the API. */
export const POSTING_PROBLEMS = {
	'invalid-token': {
		status: 401,
		title: m.tokens_problem_token_title,
		meaning: m.tokens_problem_token_meaning
	},
	'insufficient-scope': {
		status: 403,
		title: m.tokens_problem_scope_title,
		meaning: m.tokens_problem_scope_meaning
	},
	'too-many-attempts': {
		status: 429,
		title: m.tokens_problem_attempts_title,
		meaning: m.tokens_problem_attempts_meaning
	},
	'unknown-goal': {
		status: 404,
		title: m.tokens_problem_goal_title,
		meaning: m.tokens_problem_goal_meaning
	},
	'goal-closed': {
		status: 409,
		title: m.tokens_problem_closed_title,
		meaning: m.tokens_problem_closed_meaning
	},
	'body-too-large': {
		status: 413,
		title: m.tokens_problem_large_title,
		meaning: m.tokens_problem_large_meaning
	},
	'body-too-slow': {
		status: 408,
		title: m.tokens_problem_slow_title,
		meaning: m.tokens_problem_slow_meaning
	},
	'unsupported-media-type': {
		status: 415,
		title: m.tokens_problem_type_title,
		meaning: m.tokens_problem_type_meaning
	},
	'invalid-idempotency-key': {
		status: 400,
		title: m.tokens_problem_key_title,
		meaning: m.tokens_problem_key_meaning
	},
	'idempotency-key-reused': {
		status: 422,
		title: m.tokens_problem_reused_title,
		meaning: m.tokens_problem_reused_meaning
	},
	'invalid-body': {
		status: 400,
		title: m.tokens_problem_body_title,
		meaning: m.tokens_problem_body_meaning
	},
	'invalid-file': {
		status: 422,
		title: m.tokens_problem_file_title,
		meaning: m.tokens_problem_file_meaning
	},
	'file-differs': {
		status: 409,
		title: m.tokens_problem_differs_title,
		meaning: m.tokens_problem_differs_meaning
	},
	'invalid-update': {
		status: 422,
		title: m.tokens_problem_update_title,
		meaning: m.tokens_problem_update_meaning
	}
} as const;
