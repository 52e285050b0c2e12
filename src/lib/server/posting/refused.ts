import { m } from '../../paraglide/messages.js';
import { secondsLeft, secondsToWait } from './attempts.ts';
import type { Failure } from '../database/failure.ts';
import { problem } from '../api/problem.ts';
import type { Post } from '../people/tokens.ts';
import { forget, isKnown } from './known-tokens.ts';
import { isToken } from './request.ts';

/** 401 with the challenge of RFC 6750; `error` where a token was sent that is no good. */
export function unauthorized(detail: string, error?: 'invalid_token'): Response {
	// eslint-disable-next-line no-restricted-syntax -- a header
	const challenge = `Bearer realm="Waymark"${error ? `, error="${error}"` : ''}`;
	return problem('invalid-token', detail, {}, { 'www-authenticate': challenge });
}

/** What the database refused, as a problem. Wrong tokens are counted by the client's address. */
export async function refused(
	{ code, message }: Failure,
	{ token, submit, file = false }: Pick<Post, 'token' | 'submit'> & { file?: boolean },
	address: () => string
): Promise<Response> {
	switch (code) {
		case 'token_unknown':
		case 'token_expired':
		case 'token_revoked':
			forget(token);
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
		case 'bad_file':
			return problem('invalid-file', message);
		case 'file_differs':
			return problem('file-differs', message);
		case 'unavailable':
			return problem('unavailable', message, {}, { 'retry-after': '10' });
		case 'file_missing':
		case 'not_allowed':
			// Of a file: Storage does not have it, or did not take it, and nothing of it was at fault.
			if (file) return problem('unexpected', m.tokens_file_unstored());
		// falls through
		default:
			if (file) return problem('invalid-file', message);
			return problem('invalid-update', message, { errors: [{ pointer: '#', detail: message }] });
	}
}

/**
 * The answer to a token of which the database need not be asked: what is none, and, once many wrong ones
 * came from an address, whatever else comes from there that was not good before. Null for all others.
 */
export async function turnedAway(token: string, address: () => string): Promise<Response | null> {
	if (!isToken(token)) return wrongToken(m.tokens_refused_unknown(), address());
	if (isKnown(token)) return null;
	const seconds = await secondsLeft('token', address());
	return seconds === null ? null : tooMany(seconds);
}

async function wrongToken(detail: string, address: string): Promise<Response> {
	const seconds = await secondsToWait('token', address);
	return seconds === null ? unauthorized(detail, 'invalid_token') : tooMany(seconds);
}

function tooMany(seconds: number): Response {
	const detail = m.tokens_attempts({ count: Math.ceil(seconds / 60) });
	return problem('too-many-attempts', detail, {}, { 'retry-after': String(seconds) });
}
