import { action } from '$lib/server/http/form.ts';
import { organization, record } from '$lib/server/record/record.ts';
import { requireRole } from '$lib/server/people/session.ts';
import { today } from '$lib/server/record/today.ts';
import { draftLines } from '$lib/server/drafts/draft-page.ts';
import { countLeaders, hasInvited } from '$lib/server/people/members.ts';
import * as goals from '$lib/server/drafts/goals.ts';
import { autosavedForms, dropAutosaved } from '$lib/server/drafts/autosave.ts';
import { draftedUpdates } from '$lib/server/drafts/reviews.ts';
import * as teams from '$lib/server/people/teams.ts';
import * as updates from '$lib/server/drafts/updates.ts';
import { dueTargets, dueUpdates, reviewable } from '$lib/view/workspace/cadence.ts';
import { latestChanges } from '$lib/view/changes/changes.ts';
import { dueGoals, whenDue } from '$lib/view/workspace/due-goals.ts';
import { overview } from '$lib/view/workspace/overview.ts';
import type { DraftLine } from '$lib/drafts/draft-steps.ts';
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
	const keys = new Set(stored.filter(({ yours }) => yours).map(({ key }) => key));
	const leads = member.role === 'leader';
	const reviews = member.role === 'reviewer';
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

	const lines = await draftLines({ client, member }, (goal) =>
		recorded?.goals.has(goal) ? titles.get(goal) : undefined
	);
	const isMine = ({ state, own }: DraftLine) =>
		state === 'theirs' ? leads : state !== 'mine' && own;
	const { own = [], others = [] } = Object.groupBy(lines, (line) =>
		isMine(line) ? 'own' : 'others'
	);
	// Of leaders, drafts of revisions have a list of their own, with what each may do.
	const drafts = stored.flatMap(({ key, draft, revision }) =>
		draft || (revision !== null && !leads) ? [{ key, revision }] : []
	);
	const reviewDrafts = reviews ? await draftedUpdates(client, member) : [];

	// A goal that something waits of stands there, with when it is due, and not once more below.
	const transcribed = member.organization.kept_by === 'transcriber';
	const allDue =
		recorded && card && !reviews
			? dueGoals(dueUpdates(recorded, card, AHEAD), dueTargets(card, AHEAD)).filter(answeredFor)
			: [];
	const inHand = new Set([
		...[waiting.returned, waiting.approval, waiting.own].flat().map(ofGoal),
		...own.map(({ subject }) => subject),
		...autosaved.map(({ form }) => goalOf(form)),
		...reviewDrafts.map(ofGoal)
	]);
	const dueOf = new Map(allDue.map(({ key, in_days }) => [key, whenDue(in_days, transcribed)]));
	const due = (goal: string) => dueOf.get(goal) ?? null;
	const updatesPage = (name: string, rows: typeof onTheirWay) =>
		pageOf(
			name,
			titled(rows, ofGoal).map((row) => ({ ...row, due: due(row.goal) }))
		);
	const returned = updatesPage('home-returned', waiting.returned);

	const drafted = all.filter(({ draft }) => draft).length;
	return {
		/** Of an organization that has published no goal yet. */
		checklist:
			leads && all.every(({ published_seq }) => published_seq === null)
				? { drafted, invited: await hasInvited(client, id), decided: two_person_rule !== null }
				: null,
		undecided: leads && two_person_rule === null && (await countLeaders(client, id)) > 1,
		waiting: {
			returned,
			approval: updatesPage('home-approval', waiting.approval),
			own: updatesPage('home-own', waiting.own)
		},
		submitted: updatesPage('home-submitted', waiting.submitted),
		comments: await updates.comments(
			client,
			returned.rows.map((update) => update.id)
		),
		draftLines: pageOf(
			'draft-lines',
			own.map((line) => ({ ...line, due: due(line.subject) }))
		),
		othersLines: pageOf('others-lines', others),
		goalDrafts: pageOf('waiting', titled(drafts, byKey)),
		autosaved: pageOf(
			'autosaved',
			autosaved.map((row) => ({ ...row, due: due(goalOf(row.form)) }))
		),
		reviewDrafts: pageOf('review-drafts', titled(reviewDrafts, ofGoal)),
		reviewable: pageOf(
			'reviewable',
			titled(
				reviews && recorded && card
					? reviewable(recorded, card).filter(({ key, reviewed }) => !reviewed && !inHand.has(key))
					: [],
				byKey
			)
		),
		owns,
		due: pageOf(
			'due',
			titled(
				allDue.filter(({ key }) => !inHand.has(key)),
				byKey
			)
		),
		ahead: AHEAD,
		cadence: recorded?.registered.roadmap.cadence_days ?? null,
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
		changes: leads && recorded ? latestChanges(recorded, today(), CHANGES) : []
	};
};

/** The goal that a form of the workspace is about, by the form's address; empty where it is about none. */
const goalOf = (form: string) => /\/goals\/([^/]+)\//.exec(form)?.[1] ?? '';

export const actions: Actions = {
	drop: action(
		() => requireRole(),
		async ({ client, member }, form) => {
			await dropAutosaved(client, member.id, text(form, 'form'));
		}
	)
};
