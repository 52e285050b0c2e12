import { error } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { m } from '$lib/paraglide/messages.js';
import type { Grade } from '$lib/record/vocabulary.ts';
import { action } from '$lib/server/http/form.ts';
import { today } from '$lib/server/record/today.ts';
import { requireGoal } from '$lib/server/drafts/require-goal.ts';
import { storeUpdate } from '$lib/server/drafts/store-update.ts';
import {
	formActions,
	givenBefore,
	updateContext,
	withRevision
} from '$lib/server/drafts/update-page.ts';
import { find, type Update } from '$lib/server/drafts/updates.ts';
import { longDay } from '$lib/view/shared/day.ts';
import { blankEvidence } from '$lib/drafts/evidence/evidence-form.ts';
import { stepsOf, submits, type Status } from '$lib/drafts/flow.ts';
import { blankUpdate, typedUpdate } from '$lib/drafts/kinds/update-form.ts';
import type { Actions, PageServerLoad } from './$types';

type Asked = Awaited<ReturnType<typeof requireGoal>>;

/** The published update that `?corrects=` names by its key. */
async function correctedBy({ client, member, goal }: Asked, url: URL): Promise<Update | undefined> {
	const key = url.searchParams.get('corrects');
	if (key === null) return undefined;
	const line = goal.updates.find((each) => each.published_seq !== null && each.key === key);
	const update = line && (await find(client, member.organization.id, line.id));
	return update ?? error(404, m.ws_no_such_update({ key }));
}

/** What is on its way to the public already: of the goal, or for a correction of the same update. */
function begun({ member, goal }: Asked, corrected?: Update) {
	const rule = member.organization.two_person_rule ?? false;
	return goal.updates
		.filter(({ published_seq }) => published_seq === null)
		.filter(({ corrects_id }) => !corrected || corrects_id === corrected.id)
		.map((update) => ({
			id: update.id,
			corrects: update.corrects_id !== null,
			day: update.effective_on,
			grade: update.grade as Grade,
			status: update.status as Status,
			author: update.author?.name ?? null,
			goesOn: update.author?.id === member.id && stepsOf(update, member, rule).edit
		}));
}

const writer = () => requireGoal('leader', 'contributor');

const store = (submit: boolean) =>
	action(writer, async (asked, form, { url }) =>
		storeUpdate(form, { ...asked, corrected: await correctedBy(asked, url) }, submit)
	);

export const load: PageServerLoad = async ({ url }) => {
	const asked = await writer();
	const { member, goal } = asked;
	if (goal.published_seq === null) error(409, m.ws_goal_draft_first());
	const corrected = await correctedBy(asked, url);
	if (goal.closing && !corrected)
		error(409, m.ws_goal_closed_on({ day: longDay(goal.closing.effective_on) }));
	const typed = corrected
		? { ...typedUpdate(corrected), effective_on: today() }
		: blankUpdate(today());
	return {
		...updateContext(goal, corrected),
		stored: { ...withRevision(typed, goal, corrected), draft: randomUUID() as string },
		begun: begun(asked, corrected),
		blank: blankEvidence(),
		given: await givenBefore(asked, corrected),
		submits: submits(member, member.organization.two_person_rule ?? false)
	};
};

export const actions: Actions = {
	...formActions(writer),
	save: store(false),
	submit: store(true)
};
