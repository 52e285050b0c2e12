import { action } from '$lib/server/http/form.ts';
import { organization, record } from '$lib/server/record/record.ts';
import { requireRole } from '$lib/server/people/session.ts';
import { today } from '$lib/server/record/today.ts';
import { certifyDrafts } from '$lib/server/drafts/certify-page.ts';
import { closingDrafts } from '$lib/server/drafts/closing-page.ts';
import { countLeaders } from '$lib/server/people/members.ts';
import { revisionDrafts } from '$lib/server/drafts/revision-page.ts';
import * as goals from '$lib/server/drafts/goals.ts';
import { autosavedForms, dropAutosaved } from '$lib/server/drafts/autosave.ts';
import { draftedUpdates } from '$lib/server/drafts/reviews.ts';
import * as teams from '$lib/server/people/teams.ts';
import * as updates from '$lib/server/drafts/updates.ts';
import { dueTargets, dueUpdates, reviewable } from '$lib/view/workspace/cadence.ts';
import { latestChanges } from '$lib/view/changes/changes.ts';
import { overview } from '$lib/view/workspace/overview.ts';
import { waitingFor } from '$lib/drafts/flow.ts';
import { text } from '$lib/drafts/form.ts';
import { listPages } from '$lib/drafts/list-page.ts';
import { ownedBy } from '$lib/drafts/people/owners.ts';
import type { Actions, PageServerLoad } from './$types';
import { newest } from '$lib/scoring/methods.ts';

/** How many days ahead a goal's next update and its target date show as due. */
const AHEAD = 30;
const CHANGES = 5;

export const load: PageServerLoad = async ({ url }) => {
	const { client, member } = await requireRole();
	const { id, slug, two_person_rule } = member.organization;
	const [all, recorded, owners, groups, autosaved] = await Promise.all([
		goals.list(client, id),
		organization(slug),
		teams.owners(client, id),
		teams.list(client, id),
		autosavedForms(client, member.id)
	]);
	const mine = ownedBy(member.id, owners, groups);
	const stored = all.map((goal) => ({
		...goal,
		owners: owners.filter(({ goal_id }) => goal_id === goal.id).map(({ name }) => name),
		yours: mine.has(goal.id)
	}));
	const card = recorded && newest.scorecard(recorded, today(), (await record()).seq);
	const onTheirWay = stored.flatMap((goal) =>
		goal.updates.map((update) => ({ ...update, goal: goal.key }))
	);
	const waiting = waitingFor(onTheirWay, member, two_person_rule ?? false);
	const pageOf = listPages(url);
	const returned = pageOf('home-returned', waiting.returned);
	const keys = new Set(stored.filter(({ yours }) => yours).map(({ key }) => key));
	const leads = member.role === 'leader';
	// Leaders answer for every goal; so does everybody until owners are named.
	const owns = !leads && keys.size > 0;
	const answeredFor = ({ key }: { key: string }) => !owns || keys.has(key);
	const areas = overview(stored, recorded, card);
	const titles = new Map(areas.flatMap(({ rows }) => rows.map(({ key, title }) => [key, title])));
	const titled = <T>(rows: readonly T[], keyOf: (row: T) => string) =>
		rows.map((row) => ({ ...row, title: titles.get(keyOf(row)) ?? keyOf(row) }));
	const ofGoal = ({ goal }: { goal: string }) => goal;
	// A score has the title as it was written, whatever the language of the page.
	const byKey = ({ key }: { key: string }) => key;
	// Of leaders, drafts of revisions have a list of their own, with what each may do.
	const drafts = stored.flatMap(({ key, draft, revision }) =>
		draft || (revision !== null && !leads) ? [{ key, revision }] : []
	);
	const reviews = member.role === 'reviewer';
	const published = new Set(recorded?.goals.keys());
	const closings = leads ? await closingDrafts(client, id, member.id) : [];
	const revisions = leads ? await revisionDrafts(client, id, member.id) : [];
	// A leader who calls the database directly can draft one of a goal that is not there.
	const ofPublished = <T extends { of: string }>(lines: readonly T[]) =>
		titled(
			lines.filter(({ of }) => published.has(of)),
			({ of }) => of
		);
	return {
		undecided: leads && two_person_rule === null && (await countLeaders(client, id)) > 1,
		areas: areas.map(({ area, rows }) => ({
			area,
			open: pageOf(
				`area-${area}`,
				rows.filter(({ state }) => state === 'open')
			),
			closed: pageOf(
				`closed-${area}`,
				rows.filter(({ state }) => state !== 'open')
			)
		})),
		drafts: pageOf('waiting', titled(drafts, byKey)),
		waiting: {
			returned: { ...returned, rows: titled(returned.rows, ofGoal) },
			approval: pageOf('home-approval', titled(waiting.approval, ofGoal)),
			own: pageOf('home-own', titled(waiting.own, ofGoal))
		},
		comments: await updates.comments(
			client,
			returned.rows.map((update) => update.id)
		),
		certifyDrafts: pageOf(
			'certify-drafts',
			leads ? await certifyDrafts(client, id, member.id) : []
		),
		revisionDrafts: pageOf('revision-drafts', ofPublished(revisions)),
		closingDrafts: pageOf('closing-drafts', ofPublished(closings)),
		autosaved: pageOf('autosaved', autosaved),
		owns,
		due: pageOf(
			'due',
			titled(recorded && card ? dueUpdates(recorded, card, AHEAD).filter(answeredFor) : [], byKey)
		),
		targets: pageOf(
			'targets',
			titled(card ? dueTargets(card, AHEAD).filter(answeredFor) : [], byKey)
		),
		ahead: AHEAD,
		cadence: recorded?.registered.roadmap.cadence_days ?? null,
		changes: leads && recorded ? latestChanges(recorded, today(), CHANGES) : [],
		reviewDrafts: pageOf(
			'review-drafts',
			titled(reviews ? await draftedUpdates(client, member) : [], ofGoal)
		),
		reviewable: pageOf(
			'reviewable',
			titled(reviews && recorded && card ? reviewable(recorded, card) : [], byKey)
		)
	};
};

export const actions: Actions = {
	drop: action(
		() => requireRole(),
		async ({ client, member }, form) => {
			await dropAutosaved(client, member.id, text(form, 'form'));
		}
	)
};
