import { error } from '@sveltejs/kit';
import { m } from '../../paraglide/messages.js';
import type { Role } from '../../drafts/people/roles.ts';
import type { Client } from '../backend/backend.ts';
import { draftLines } from './draft-page.ts';
import { draftAbout } from './drafts.ts';
import { requireGoal } from './require-goal.ts';

/** What the pages of revisions have in common. */

export const REVISION = 'goal.revised';

/** The drafts that wait for the leaders or to be gone on with, the newest first, by their goal's key. */
export const revisionDrafts = (client: Client, organization: string, member: string) =>
	draftLines(client, organization, REVISION, member, ({ subject }) => subject ?? '');

/** The draft of a goal's revision, if there is one. */
export const revisionDraft = (client: Client, organization: string, goal: string) =>
	draftAbout(client, organization, REVISION, goal);

/** The published goal that the route names, for a member in one of the roles. */
export async function requireRevisable(...roles: Role[]) {
	const { client, member, goal } = await requireGoal(...roles);
	const [current] = goal.revisions.slice(-1);
	if (!current) error(409, m.refusal_goal_not_published());
	const path = `/workspace/${member.organization.slug}/goals/${goal.key}`;
	return { client, member, goal, current, path };
}
