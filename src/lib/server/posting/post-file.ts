import type { RequestEvent } from '@sveltejs/kit';
import pLimit from 'p-limit';
import { m } from '../../paraglide/messages.js';
import { findOrganization, invalidParameters } from '../api/endpoint.ts';
import { openInstance } from '../instance.ts';
import { publicClient } from '../backend/backend.ts';
import { readLimited } from '../http/body.ts';
import { keepPostedFile } from '../files/store.ts';
import { bodyLimit } from '../http/limits.ts';
import { problem } from '../api/problem.ts';
import * as tokens from '../people/tokens.ts';
import { remember } from './known-tokens.ts';
import { refused, turnedAway, unauthorized } from './refused.ts';
import { bearer } from './request.ts';

/** Each stands in memory as a whole until Storage has it. */
const inTurn = pLimit(4);
/** Lest who sends slowly, or stops, keeps the turn from the others. In milliseconds. */
const TIME_TO_ARRIVE = 30_000;

/**
 * Takes a file in with an access token: the body is its bytes, `?name=` what it is called. Returns 201
 * with what is known of it, 200 where it was held already, or returns or throws a problem.
 */
export async function postFile({ request, route, params, url, getClientAddress }: RequestEvent) {
	const token = bearer(request.headers);
	if (token === null) return unauthorized(m.tokens_no_token());
	const away = await turnedAway(token, getClientAddress);
	if (away) return away;
	const { organization } = await findOrganization(params.slug!);
	const post = { token, organization: organization.slug };
	const asked = { token, submit: false, file: true };
	const { backend } = await openInstance();
	const client = publicClient(backend);
	// Strangers make nobody read ten megabytes.
	const failure = await tokens.mayPost(client, post);
	if (failure) return refused(failure, asked, getClientAddress);
	remember(token);
	const name = url.searchParams.get('name');
	if (!name) return invalidParameters([{ parameter: 'name', detail: m.tokens_no_file_name() }]);

	const type = request.headers.get('content-type') ?? '';
	return inTurn(async () => {
		const deadline = AbortSignal.timeout(TIME_TO_ARRIVE);
		const bytes = await readLimited(request, bodyLimit(route.id), deadline).catch((thrown) => {
			if (deadline.aborted) throw tooSlow();
			throw thrown;
		});
		if (!bytes) return problem('body-too-large', m.files_refused_too_large());
		const kept = await keepPostedFile(client, post, bytes, { name, type });
		if ('failure' in kept) return refused(kept.failure, asked, getClientAddress);
		return new Response(JSON.stringify(kept.file), {
			status: kept.is_new ? 201 : 200,
			headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }
		});
	});
}

/** What still comes is not waited for. */
const tooSlow = () => problem('body-too-slow', m.tokens_too_slow(), {}, { connection: 'close' });
