import type { RequestEvent } from '@sveltejs/kit';
import { to } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import { gradedOn } from '../../record/as-of.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { evidenceRow } from '../../drafts/evidence/evidence-form.ts';
import { check } from '../../drafts/form.ts';
import {
	criterionErrors,
	firstErrors,
	formErrors,
	readPost,
	sentences,
	type PostError
} from '../../drafts/post/post-body.ts';
import { dayLimits, updateProblems } from '../../drafts/readiness/readiness.ts';
import { updateForm, type UpdateDraft } from '../../drafts/kinds/update-form.ts';
import { openInstance } from '../instance.ts';
import { publicClient } from '../backend/backend.ts';
import { parseJson, readLimited } from '../http/body.ts';
import { cleanName } from '../files/name.ts';
import { bodyLimit } from '../http/limits.ts';
import { problem } from '../api/problem.ts';
import { today } from '../record/today.ts';
import * as tokens from '../people/tokens.ts';
import { findOrganization } from '../api/endpoint.ts';
import { bearer, fingerprint, idempotencyKey, isJson } from './request.ts';
import { isKnown, remember } from './known-tokens.ts';
import { refused, turnedAway, unauthorized } from './refused.ts';

/**
 * Posts an update with an access token. Nothing but the token says who is there: a session's cookie is
 * not looked at. Returns 201, or returns or throws a problem.
 */
export async function postUpdate({ request, route, params, getClientAddress }: RequestEvent) {
	const { headers } = request;
	const token = bearer(headers);
	if (token === null) return unauthorized(m.tokens_no_token());
	const away = await turnedAway(token, getClientAddress);
	if (away) return away;
	if (!isJson(headers))
		return problem('unsupported-media-type', m.tokens_wrong_type(), {}, accepted);
	const idempotency_key = idempotencyKey(headers);
	if (idempotency_key === null) return problem('invalid-idempotency-key', m.tokens_no_key());
	const { organization } = await findOrganization(params.slug!);
	const { slug } = organization;
	const key = params.key!;
	const { backend } = await openInstance();
	const client = publicClient(backend);
	// Strangers make nobody read two megabytes.
	if (!isKnown(token)) {
		const failure = await tokens.mayPost(client, { token, organization: slug });
		if (failure) return refused(failure, { token, submit: false }, getClientAddress);
	}
	const bytes = await readLimited(request, bodyLimit(route.id));
	if (bytes === null) return problem('body-too-large', m.tokens_too_large());

	const json = parseJson(bytes);
	const post = {
		token,
		organization: slug,
		submit: 'value' in json && (json.value as { submit?: unknown } | null)?.submit === true,
		idempotency_key,
		fingerprint: fingerprint(`${slug}/${key}`, bytes)
	};
	// Before anything else is said of the post: to strangers nothing, and the same again to who repeats it.
	const before = await tokens.postedBefore(client, post);
	if ('failure' in before) return refused(before.failure, post, getClientAddress);
	remember(token);
	if (before.answer) return created(slug, key, before.answer);

	if ('reason' in json)
		return json.errors
			? problem('invalid-body', json.reason, { errors: json.errors })
			: problem('invalid-body', m.tokens_no_json(json));
	const draft = draftOf(json.value, openGoal(organization, key), post.submit);
	const made = await tokens.post(client, { ...post, goal: key }, draft);
	if ('failure' in made) return refused(made.failure, post, getClientAddress);
	return created(slug, key, made.answer);
}

const accepted = { 'accept-post': 'application/json' };

function created(slug: string, goal: string, { id, status }: tokens.Posted): Response {
	const page = to(`/workspace/${slug}/updates/${id}`);
	const body = { id, status, organization: slug, goal, links: { page } };
	return new Response(JSON.stringify(body), {
		status: 201,
		headers: { 'content-type': 'application/json', 'cache-control': 'no-store', location: page }
	});
}

/** A published goal that is not closed; throws a problem else. Drafts are nothing to post on. */
function openGoal({ slug, goals }: Organization, key: string): Goal {
	const goal = goals.get(key);
	if (!goal) throw problem('unknown-goal', m.tokens_no_goal({ slug, key }));
	if (goal.closing)
		throw problem('goal-closed', m.tokens_goal_closed({ day: goal.closing.effective_on }));
	return goal;
}

/** The draft, judged by the schema of the form; throws a problem that names what is wrong. */
function draftOf(posted: unknown, goal: Goal, submit: boolean): UpdateDraft {
	const read = readPost(posted);
	if (!read.ok) throw invalid(read.errors);
	const whole = {
		published_seq: goal.revisions[0]!.seq,
		revisions: goal.revisions.map(({ revision: number, effective_on, criteria, translation }) => ({
			number,
			effective_on,
			criteria,
			translation
		})),
		updates: [],
		closing: null
	};
	const { typed } = read;
	const graded = gradedOn(whole.revisions, typed.effective_on);
	const limits = dayLimits(whole, undefined, today());
	const count = graded?.criteria.length ?? 0;
	const unnumbered = criterionErrors(posted, count, typed.effective_on);
	const named = typed.evidence.map((item) => ({
		...item,
		file: item.file && { ...item.file, name: cleanName(item.file.name) },
		// The form's schema would say the same once more.
		criteria: unnumbered.errors.length > 0 ? [] : item.criteria
	}));
	const checked = check(updateForm(limits, count), { ...typed, evidence: named });
	const others = checked.ok ? {} : checked.errors;
	// Which revision is in force, the day has to say.
	const { errors, more } = 'effective_on' in others ? { errors: [], more: 0 } : unnumbered;
	if (!checked.ok || errors.length > 0) throw invalid([...formErrors(others), ...errors], more);
	if (!submit) return checked.value;
	const ids = { id: '', corrects_id: null, published_seq: null };
	const evidence = checked.value.evidence.map(evidenceRow);
	const problems = updateProblems(
		{ ...checked.value, ...ids, evidence },
		undefined,
		whole,
		today()
	);
	if (problems.length) throw invalid(problems.map((detail) => ({ pointer: '#', detail })));
	return checked.value;
}

function invalid(all: PostError[], more = 0): Response {
	const errors = firstErrors({ errors: all, more });
	return problem('invalid-update', sentences(errors), { errors });
}
