import { error } from '@sveltejs/kit';
import { m } from '../../paraglide/messages.js';
import { closingForm, type ClosingTyped } from '../../drafts/kinds/closing-form.ts';
import { check } from '../../drafts/form.ts';
import { deliveredBy, lastDay } from '../../drafts/readiness/readiness.ts';
import type { Client } from '../backend/backend.ts';
import { organization } from '../record/record.ts';
import { today } from '../record/today.ts';
import { draftAbout } from './drafts.ts';
import { candidates } from './goals.ts';
import { requireGoal } from './require-goal.ts';

/** What the pages of closings have in common. */

export const CLOSING = 'goal.closed';

/** The draft of a goal's closing, if there is one. */
export const closingDraft = (client: Client, organization: string, goal: string) =>
	draftAbout(client, organization, CLOSING, goal);

/** The published goal that the route names, for a leader, with what may succeed it. */
export async function requireClosable() {
	const { client, member, goal } = await requireGoal('leader');
	if (goal.published_seq === null) error(409, m.ws_delete_instead());
	const after = lastDay(goal);
	const { id, slug } = member.organization;
	return {
		...{ client, member, goal, after },
		// As requireGoal() has just read it.
		candidates: await candidates(client, id, goal, after, await organization(slug)),
		path: `/workspace/${slug}/goals/${goal.key}`
	};
}
export type Closable = Awaited<ReturnType<typeof requireClosable>>;

export const checkClosing = (typed: ClosingTyped, { goal, after, candidates }: Closable) =>
	check(
		closingForm({
			today: today(),
			after,
			candidates,
			deliveredBy: (day) => deliveredBy(goal, day)
		}),
		typed
	);
