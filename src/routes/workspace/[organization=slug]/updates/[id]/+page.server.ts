import { error, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { autosavedForm } from '$lib/server/drafts/autosave.ts';
import { requireUpdate } from '$lib/server/drafts/require-goal.ts';
import { closedAs, storeUpdate } from '$lib/server/drafts/store-update.ts';
import {
	formActions,
	givenBefore,
	updateContext,
	withRevision
} from '$lib/server/drafts/update-page.ts';
import * as updates from '$lib/server/drafts/updates.ts';
import { blankEvidence } from '$lib/drafts/evidence/evidence-form.ts';
import { stepsOf } from '$lib/drafts/flow.ts';
import { typedUpdate } from '$lib/drafts/kinds/update-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** The draft that the route names, for a leader or the contributor who wrote it. */
async function requireDraft() {
	const asked = await requireUpdate('leader', 'contributor');
	const { role, id } = asked.member;
	if (role !== 'leader' && asked.update.author?.id !== id) error(403, m.ws_not_yours());
	return asked;
}

export const load: PageServerLoad = async ({ request }) => {
	const asked = await requireDraft();
	const { client, member, goal, update, corrected } = asked;
	const { slug, two_person_rule } = member.organization;
	const closed = closedAs(update);
	const path = `/workspace/${slug}/updates/${update.id}`;
	// What was typed when it closed is shown all the same: the answer to a form, or what is kept of one.
	if (closed && request.method === 'GET' && (await autosavedForm(client, member.id, path)) === null)
		redirect(
			303,
			to(
				closed === 'published'
					? `/workspace/${slug}/goals/${goal.key}`
					: `${path}/preview?notice=update-is-submitted`
			)
		);
	return {
		...updateContext(goal, corrected),
		stored: withRevision(typedUpdate(update, update.updated_at), goal, corrected),
		closed,
		blank: blankEvidence(),
		given: await givenBefore(asked, corrected),
		submits: stepsOf(update, member, two_person_rule ?? false).submit,
		comments: update.status === 'returned' ? await updates.comments(client, [update.id]) : []
	};
};

const store = (submit: boolean) =>
	action(requireDraft, (asked, form) => storeUpdate(form, asked, submit));

export const actions: Actions = {
	...formActions(requireDraft),
	save: store(false),
	submit: store(true)
};
