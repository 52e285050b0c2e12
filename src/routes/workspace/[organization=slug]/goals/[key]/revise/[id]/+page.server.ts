import { error, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { markdown } from '$lib/server/markdown.ts';
import { refreshRecord } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { lead, refused, sameSteps, standingOf } from '$lib/server/drafts/draft-page.ts';
import { draftById, previewDraft, publishDraft, submitDraft } from '$lib/server/drafts/drafts.ts';
import { goalTitle } from '$lib/server/drafts/goals.ts';
import { isUuid } from '$lib/server/drafts/require-goal.ts';
import { requireRevisable, REVISION } from '$lib/server/drafts/revision-page.ts';
import { scoreEffect } from '$lib/server/drafts/score-effect.ts';
import { criteriaOf } from '$lib/server/drafts/updates.ts';
import { changesOf, previewRevision } from '$lib/view/workspace/draft.ts';
import { stepsOf } from '$lib/drafts/draft-steps.ts';
import { saying } from '$lib/drafts/flash-messages.ts';
import { text } from '$lib/drafts/form.ts';
import type { Role } from '$lib/drafts/people/roles.ts';
import { revisionDraftOf, secondDraftOf } from '$lib/drafts/kinds/revision-form.ts';
import { revisionEntry } from '$lib/drafts/kinds/revision-entry.ts';
import { rowReason, rowTitle } from '$lib/drafts/row-text.ts';
import { outdatedTranslation } from '$lib/drafts/readiness/outdated-translation.ts';
import { backDated, revisionProblems } from '$lib/drafts/readiness/readiness.ts';
import { trueChanges } from '$lib/drafts/readiness/true-change.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = { params: Partial<Record<string, string>> };

/** The draft that the route names, of the goal that it names, for a member in one of the roles. */
async function requireDraft({ params }: Event, ...roles: Role[]) {
	const revisable = await requireRevisable(...roles);
	const { client, member, goal, path } = revisable;
	const { id, slug } = member.organization;
	const named = params.id ?? '';
	const draft = isUuid(named) ? await draftById(client, id, REVISION, named) : null;
	// Once it is published, the draft says nothing of its goal any more, and its subject stays.
	if (draft?.subject !== goal.key) error(404, m.draft_none());
	const page = `${path}/revise/${draft.id}`;
	const leads = { taken_back: page, returned: `/workspace/${slug}`, discarded: path };
	return { ...revisable, draft, page, leads };
}
type Named = Awaited<ReturnType<typeof requireDraft>>;

const publishedPage = (path: string, seq: number) => to(`${path}?published=${seq}`);

/** The revision that the draft holds, or the two, in order, each with the text that it goes on from. */
function revisionsOf({ current, draft }: Named) {
	const { condition_text, condition_threshold } = current;
	const condition = { condition_text, condition_threshold };
	const first = { ...revisionDraftOf(draft.facts), ...condition };
	const second = secondDraftOf(draft.facts);
	const one = { before: current, row: first };
	return second ? [one, { before: first, row: { ...second, ...condition } }] : [one];
}

/** What stands in the way of publishing, in sentences, or what publishing would append. */
async function readiness(named: Named) {
	const { client, member, goal, draft, current } = named;
	const isOwn = member.organization.kept_by === 'self';
	const criteria = await criteriaOf(client, goal.id);
	const cited = goal.updates.map((each) => ({ ...each, evidence: criteria.get(each.id) ?? [] }));
	const [one, two] = revisionsOf(named);
	const between = { ...current, ...one!.row };
	const problems = new Set([
		...revisionProblems(one!.row, { ...goal, updates: cited }, today(), isOwn),
		...(two
			? revisionProblems(
					two.row,
					{ ...goal, revisions: [...goal.revisions, between], updates: cited },
					today(),
					isOwn
				)
			: [])
	]);
	if (problems.size) return { problems: [...problems], entries: null };
	const { failure, entry } = await previewDraft(client, draft.id);
	if (!entry) return { problems: failure ? [failure.message] : [], entries: null };
	// The database has looked at the second too.
	const second = two && revisionEntry(goal, two.row, current.number + 2, today());
	return { problems: [], entries: second ? [entry, second] : [entry] };
}

export const load: PageServerLoad = async (event) => {
	const named = await requireDraft(event);
	const { client, member, goal, current, path, draft } = named;
	if (draft.published_seq !== null) redirect(303, publishedPage(path, draft.published_seq));
	const { organization } = member;
	const revisions = revisionsOf(named);
	const { row } = revisions.at(-1)!;
	const { problems, entries } = await readiness(named);
	const leads = member.role === 'leader';
	return {
		goal: { key: goal.key, title: goalTitle(goal) },
		title: rowTitle(row),
		preview: previewRevision(goal, row, markdown),
		revisions: revisions.map(({ before, row }) => ({
			change: row.change,
			reason: rowReason(row) ?? '',
			changes: changesOf(before, row),
			trueChanges: trueChanges(before, row)
		})),
		problems,
		scoreEffect: entries && (await scoreEffect(organization.slug, entries)),
		outdated: outdatedTranslation(current, row),
		backDated: backDated(row.effective_on, today()),
		...(await standingOf(client, draft)),
		steps: leads ? stepsOf(draft, member.id, organization.two_person_rule ?? false) : null,
		editable: !goal.closing
	};
};

const leader = (event: Event) => requireDraft(event, 'leader');

export const actions: Actions = {
	publish: action(leader, async ({ client, draft, path }, form) => {
		const result = await publishDraft(client, { id: draft.id, seen: text(form, 'seen') });
		await refreshRecord();
		if ('failure' in result) return refused(409, { '': result.failure.message });
		redirect(303, publishedPage(path, result.seq));
	}),
	submit: action(leader, async ({ client, draft, page }, form) => {
		const which = { id: draft.id, seen: text(form, 'seen') };
		return lead(await submitDraft(client, which), saying(page, 'draft-proposed'));
	}),
	...sameSteps(leader)
};
