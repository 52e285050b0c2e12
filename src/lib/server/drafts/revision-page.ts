import { error } from '@sveltejs/kit';
import { m } from '../../paraglide/messages.js';
import type { Role } from '../../drafts/people/roles.ts';
import type { Client } from '../backend/backend.ts';
import { draftAbout } from './drafts.ts';
import { requireGoal } from './require-goal.ts';

/** What the pages of revisions have in common. */

export const REVISION = 'goal.revised';

/** The draft of a goal's revision, if there is one. */
export const revisionDraft = (client: Client, organization: string, goal: string) =>
	draftAbout(client, organization, REVISION, goal);

/** The published goal that the route names, for a member in one of the roles. */
export async function requireRevisable(...roles: Role[]) {
	const { client, member, goal } = await requireGoal(...roles);
	const [first] = goal.revisions;
	const last = goal.revisions.at(-1);
	if (!first || !last) error(409, m.refusal_goal_not_published());
	// A condition never changes, and stands in the first revision alone.
	const { condition_text, condition_threshold } = first;
	const current = { ...last, condition_text, condition_threshold };
	const path = `/workspace/${member.organization.slug}/goals/${goal.key}`;
	return { client, member, goal, current, path };
}
