import { error } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { m } from '../../paraglide/messages.js';
import { match as isKey } from '../../../params/slug.ts';
import type { Role } from '../../drafts/people/roles.ts';
import type { Client } from '../backend/backend.ts';
import { requireRole, type Member } from '../people/session.ts';
import { organization, refreshRecord } from '../record/record.ts';
import * as goals from './goals.ts';
import * as updates from './updates.ts';

/** What is published of the member's organization, as the record stands now. */
export async function recordedNow({ organization: { slug } }: Member) {
	// Another server may have published since this one read last.
	await refreshRecord();
	return organization(slug);
}

/** The goal of that key, with what is published of it as the record stands now; null where there is none. */
export async function findGoal(
	client: Client,
	member: Member,
	key: string
): Promise<goals.Goal | null> {
	const recorded = await recordedNow(member);
	return goals.find(client, member.organization.id, key, recorded?.goals.get(key));
}

/** The goal that the route names, for a member in one of the roles. Throws as requireRole() does, and 404. */
export async function requireGoal(...roles: Role[]) {
	const { client, member } = await requireRole(...roles);
	const key = getRequestEvent().params.key!;
	const goal = isKey(key) ? await findGoal(client, member, key) : null;
	if (!goal) error(404, m.error_no_goal({ key }));
	return { client, member, goal: readable(goal) };
}

/** The goal, unless this server is too old to read what is published of it. */
function readable(goal: goals.Goal): goals.Goal {
	if (goal.published_seq !== null && goal.revisions.length === 0)
		error(409, m.unread_goal({ key: goal.key }));
	return goal;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether the database would take it for an id at all. */
export const isUuid = (text: string) => UUID.test(text);

/**
 * The progress update that the route names, with its goal and the update that it corrects, if any, for a
 * member in one of the roles.
 */
export async function requireUpdate(...roles: Role[]) {
	const { client, member } = await requireRole(...roles);
	const { id } = member.organization;
	const wanted = getRequestEvent().params.id!;
	const update = isUuid(wanted) ? await updates.find(client, id, wanted) : null;
	const goal = update && (await findGoal(client, member, update.goal.key));
	if (!goal) error(404, m.error_no_update());
	const { corrects_id } = update;
	const corrected = corrects_id ? await updates.find(client, id, corrects_id) : null;
	return { client, member, goal: readable(goal), update, corrected: corrected ?? undefined };
}
