import { m } from '../../paraglide/messages.js';
import { secondsToWait } from '../attempts.ts';
import type { Failure } from '../failure.ts';
import { problem } from '../problem.ts';
import type { Post } from '../workspace/tokens.ts';

/** 401 with the challenge of RFC 6750; `error` where a token was sent that is no good. */
export function unauthorized(detail: string, error?: 'invalid_token'): Response {
	// eslint-disable-next-line no-restricted-syntax -- a header
	const challenge = `Bearer realm="Waymark"${error ? `, error="${error}"` : ''}`;
	return problem('invalid-token', detail, {}, { 'www-authenticate': challenge });
}

/** What the database refused, as a problem. Wrong tokens are counted by the client's address. */
export async function refused(
	{ code, message }: Failure,
	{ submit }: Post,
	address: () => string
): Promise<Response> {
	switch (code) {
		case 'token_unknown':
		case 'token_expired':
		case 'token_revoked':
			return wrongToken(message, address());
		case 'token_scope':
		case 'token_organization': {
			const scope = submit ? 'updates:submit' : 'updates:draft';
			// eslint-disable-next-line no-restricted-syntax -- a header
			const challenge = `Bearer realm="Waymark", error="insufficient_scope", scope="${scope}"`;
			return problem('insufficient-scope', message, {}, { 'www-authenticate': challenge });
		}
		case 'key_reused':
			return problem('idempotency-key-reused', message);
		case 'unknown_goal':
			return problem('unknown-goal', message);
		case 'goal_closed':
			return problem('goal-closed', message);
		case 'unavailable':
			return problem('unexpected', message);
		default:
			return problem('invalid-update', message, { errors: [{ pointer: '#', detail: message }] });
	}
}

/**
 * A good token is never kept waiting, since others may share its address behind a proxy; 244 bits are
 * not found by trying, however often.
 */
async function wrongToken(detail: string, address: string): Promise<Response> {
	const seconds = await secondsToWait('token', address);
	if (seconds === null) return unauthorized(detail, 'invalid_token');
	const count = Math.ceil(seconds / 60);
	const headers = { 'retry-after': String(seconds) };
	return problem('too-many-attempts', m.tokens_attempts({ count }), {}, headers);
}
