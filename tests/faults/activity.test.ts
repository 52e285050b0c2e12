import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readAll } from '../../src/lib/server/database/read-all.ts';
import { imported } from '../support/imports.ts';
import { must, outcome } from '../support/outcome.ts';
import {
	certification,
	closeGoal,
	draftAnswer,
	draftCertificate,
	draftGoal,
	saveDraft,
	draftRevision,
	draftReview,
	draftUpdate,
	evidenceFile,
	freshKey,
	invite,
	lastOf,
	link,
	namesOf,
	openWorld,
	publishDrafts,
	publishedGoal,
	submittedCertificate,
	submittedUpdate,
	tokenOf,
	type Member,
	type World
} from '../support/world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The activity log: each thing that somebody does is one line, and says who did it. */

let world: World;
let goal: string;
let seen = 0;
beforeAll(async () => {
	world = await openWorld();
	goal = (await publishedGoal(world.leader.client, world.acme)).goal;
});
afterAll(() => world.close());
beforeEach(async () => void (await lines()));

/** What was logged since the last look, the oldest first: who, what, its name and its detail. */
async function lines() {
	const rows = await readAll('id', () =>
		world.leader.client
			.from('activity')
			.select('id, action, name, detail, membership_id')
			.eq('organization_id', world.acme)
			.gt('id', seen)
	);
	seen = rows.at(-1)?.id ?? seen;
	const addresses = await readAll('id', () =>
		world.leader.client.rpc('member_addresses', { organization: world.acme })
	);
	return rows.map(({ action, name, detail, membership_id }) => {
		const member = addresses.find(({ id }) => id === membership_id);
		const who = member?.email.split('@')[0] ?? 'operator';
		return [who, action, name, detail].filter((part) => part !== null).join(' ');
	});
}

/** What the last line says of small values. */
async function changes() {
	const { client } = world.leader;
	const rows = await must(
		client
			.from('activity')
			.select('changes')
			.eq('organization_id', world.acme)
			.order('id', { ascending: false })
			.limit(1)
	);
	return rows[0]?.changes;
}

const save = (
	by: Member,
	update: string,
	narrative: string,
	evidence: object[],
	{ effective_on = '2026-03-01', grade = 2 } = {}
) =>
	must(
		by.client.rpc('save_progress_update', {
			goal,
			draft: { effective_on, grade, narrative },
			evidence: evidence as never,
			progress_update: update
		})
	);
const change = (by: Member, membership: string, values: object) =>
	must(by.client.from('memberships').update(values).eq('id', membership).select('id'));
/** Lets the quarter of an hour pass in which saving again is the same change. */
const later = () =>
	world.backend.database.exec(`update public.activity set at = at - interval '15 minutes'`);

test('a file that is uploaded', async () => {
	await evidenceFile(world.contributor, world.acme, 'a'.repeat(64));
	expect(await lines()).toEqual(['con evidence_files.created a.txt']);
});

test('an update on its way', async () => {
	const { leader, contributor } = world;
	const update = await draftUpdate(contributor.client, goal);
	expect(await lines()).toEqual(['con progress_updates.created 2026-03-01']);
	await save(contributor, update, 'One.', [link()]);
	await save(contributor, update, 'Two.', [link()]);
	expect(await lines()).toEqual(['con progress_updates.changed 2026-03-01']);
	await later();
	// Its evidence alone.
	await save(contributor, update, 'Two.', [link([0])]);
	expect(await lines()).toEqual(['con progress_updates.changed 2026-03-01']);

	const id = { progress_update: update };
	await must(contributor.client.rpc('submit_progress_update', id));
	await must(contributor.client.rpc('submit_progress_update', id));
	await must(contributor.client.rpc('take_back_progress_update', id));
	await must(contributor.client.rpc('submit_progress_update', id));
	await must(leader.client.rpc('return_progress_update', { ...id, comment: 'Say more.' }));
	await must(
		contributor.client.from('update_comments').insert({
			organization_id: world.acme,
			update_id: update,
			body: 'Of what?',
			created_by: contributor.membership
		})
	);
	await must(contributor.client.rpc('submit_progress_update', id));
	await must(leader.client.rpc('publish_progress_update', id));
	await must(leader.client.rpc('publish_progress_update', id));
	expect(await lines()).toEqual([
		'con progress_updates.submitted 2026-03-01',
		'con progress_updates.taken_back 2026-03-01',
		'con progress_updates.submitted 2026-03-01',
		'lea progress_updates.returned 2026-03-01',
		'con update_comments.created 2026-03-01',
		'con progress_updates.submitted 2026-03-01',
		'lea progress_updates.published 2026-03-01'
	]);
	const again = await draftUpdate(contributor.client, goal, { grade: 1 }, [], update);
	await must(contributor.client.from('progress_updates').delete().eq('id', again).select('id'));
	expect(await lines()).toEqual([
		'con progress_updates.created 2026-03-01 correction',
		'con progress_updates.deleted 2026-03-01 correction'
	]);
});

test('of small values it is said from what to what, once for a draft that is typed', async () => {
	const { leader, contributor, reviewer, acme } = world;
	const update = await draftUpdate(contributor.client, goal);
	expect(await changes()).toBeNull();
	await save(contributor, update, 'One.', [], { grade: 3 });
	expect(await changes()).toEqual({ grade: [2, 3] });
	await save(contributor, update, 'Two.', []);
	expect(await changes()).toBeNull();
	await save(contributor, update, 'Two.', [], { grade: 0, effective_on: '2026-03-02' });
	await save(contributor, update, 'Two.', [], { grade: 1, effective_on: '2026-03-02' });
	expect(await changes()).toEqual({ effective_on: ['2026-03-01', '2026-03-02'], grade: [2, 1] });
	expect(await lines()).toEqual([
		'con progress_updates.created 2026-03-01',
		'con progress_updates.changed 2026-03-02'
	]);
	// What somebody else does, or what is done later, is a line of its own.
	await later();
	await save(contributor, update, 'Two.', [], { grade: 4, effective_on: '2026-03-02' });
	expect(await changes()).toEqual({ grade: [1, 4] });
	await must(contributor.client.from('progress_updates').delete().eq('id', update).select('id'));

	const key = freshKey();
	const made = await draftGoal(leader.client, acme, { key, title: 'A title' });
	const text = { area: 'policy', statement: 'A promise.', criteria: [], target_on: '2027-01-01' };
	const draft = { ...text, key, title: 'Better', target_basis: 'stated' };
	await must(leader.client.rpc('save_draft_goal', { goal: made.goal, draft }));
	expect(await changes()).toMatchObject({
		title: ['A title', 'Better'],
		target_on: [null, '2027-01-01']
	});
	await must(leader.client.from('goals').delete().eq('id', made.goal).select('id'));

	const { membership } = reviewer;
	await change(leader, membership, { review_access: 'public' });
	expect(await changes()).toEqual({ review_access: ['full', 'public'] });
	await change(leader, membership, { review_access: 'full' });
	const person = await world.signUp('role@example.org');
	await invite(leader.client, acme, person, 'contributor');
	const own = await must(
		person.client.from('memberships').select('id').eq('user_id', person.id).single()
	);
	await change(leader, own.id, { role: 'reviewer' });
	expect(await changes()).toEqual({
		role: ['contributor', 'reviewer'],
		review_access: [null, 'public']
	});
	await change(leader, own.id, { removed_at: new Date().toISOString() });
	expect(await changes()).toBeNull();

	const team = { organization_id: acme, name: 'One', created_by: leader.membership };
	const { id } = await must(leader.client.from('teams').insert(team).select('id').single());
	await lines();
	for (const name of ['Two', 'Three'])
		await must(leader.client.from('teams').update({ name }).eq('id', id).select('id'));
	expect(await changes()).toEqual({ name: ['Two', 'Three'] });
	expect(await lines()).toEqual(['lea teams.changed Two One', 'lea teams.changed Three Two']);
	await must(leader.client.from('teams').delete().eq('id', id).select('id'));

	for (const delivery of ['immediate', 'none'])
		await must(
			leader.client.rpc('choose_notices', { organization: acme, delivery, language: 'en' })
		);
	expect(await changes()).toEqual({ delivery: ['immediate', 'none'] });
	await tokenOf(leader.client, acme);
	expect(await changes()).toEqual({ scopes: [null, expect.arrayContaining(['updates:draft'])] });
});

test('a goal from its draft to its closing', async () => {
	const { leader, acme } = world;
	const key = freshKey();
	const text = {
		area: 'security',
		statement: 'A promise.',
		criteria: [],
		effective_on: '2026-01-10'
	};
	const { goal: made } = await draftGoal(leader.client, acme, { key, title: 'A title' });
	const draft = { ...text, key: `${key}-b`, title: 'Better' };
	await must(leader.client.rpc('save_draft_goal', { goal: made, draft }));
	await must(leader.client.rpc('publish_goal', { goal: made }));
	const said = { change: 'narrowed', statement: 'A promise.', criteria: [], reason: 'Clearer.' };
	const revision = await draftRevision(leader.client, acme, made, { ...said, title: 'Best' });
	const version = leader.client.from('drafts').select('facts, updated_at').eq('id', revision);
	const { facts, updated_at: seen } = await must(version.single());
	const changed = {
		...(facts as object),
		title: 'Best of all',
		target: { on: '2026-12-31', basis: 'stated' }
	};
	await saveDraft(leader.client, acme, 'goal.revised', changed, { draft: revision, seen });
	const told = leader.client.from('activity').select('changes').eq('subject', revision);
	expect(await must(told.eq('action', 'drafts.changed').single())).toEqual({
		changes: { title: ['Best', 'Best of all'], target_on: [null, '2026-12-31'] }
	});
	await must(publishDrafts(leader.client, { id: revision }));
	await must(closeGoal(leader.client, acme, made, { effective_on: '2026-03-01' }));
	expect(await lines()).toEqual([
		`lea goals.created ${key}`,
		`lea goals.changed ${key}-b`,
		'lea goals.published Better',
		`lea drafts.created ${key}-b goal.revised`,
		`lea drafts.changed ${key}-b goal.revised`,
		'lea drafts.published narrowed goal.revised',
		`lea drafts.created ${key}-b goal.closed`,
		'lea drafts.published withdrawn goal.closed'
	]);
	const { count } = await leader.client
		.from('activity')
		.select('id', { count: 'exact', head: true })
		.eq('goal_id', made);
	expect(count).toBe(8);

	const other = await draftGoal(leader.client, acme);
	await lines();
	await must(leader.client.from('goals').delete().eq('id', other.goal).select('id'));
	expect(await lines()).toEqual([expect.stringMatching(/^lea goals\.deleted goal-\d+$/)]);
});

test('members come, change and go', async () => {
	const { leader, acme } = world;
	const person = await world.signUp('new@example.org');
	await invite(leader.client, acme, person, 'contributor');
	const { id } = await must(
		person.client.from('memberships').select('id').eq('user_id', person.id).single()
	);
	await change(leader, id, { role: 'leader' });
	await must(leader.client.rpc('set_two_person_rule', { organization: acme, enforced: true }));
	await change({ ...person, membership: id }, id, { role: 'reviewer' });
	await change(leader, id, { review_access: 'full' });
	await change(leader, id, { removed_at: new Date().toISOString() });
	await invite(leader.client, acme, person, 'contributor');
	await invite(leader.client, acme, person, 'leader');
	await must(
		leader.client.rpc('create_invitation', {
			organization: acme,
			email: 'no@example.org',
			role: 'reviewer'
		})
	);
	await must(
		leader.client
			.from('invitations')
			.update({ revoked_at: new Date().toISOString() })
			.eq('email', 'no@example.org')
			.select('id')
	);
	// Somebody who removes themselves did that too.
	await change({ ...person, membership: id }, id, { removed_at: new Date().toISOString() });
	expect(await lines()).toEqual([
		'lea invitations.created new@example.org contributor',
		'new memberships.created contributor contributor',
		'lea memberships.role_changed contributor leader',
		'lea organization.amended true',
		'new memberships.role_changed contributor reviewer',
		'lea memberships.access_changed contributor full',
		'lea memberships.removed contributor reviewer',
		'lea invitations.created new@example.org contributor',
		'new memberships.created contributor contributor',
		'lea invitations.created new@example.org leader',
		'new memberships.created leader leader',
		'lea invitations.created no@example.org reviewer',
		'lea invitations.revoked no@example.org reviewer',
		'new memberships.removed leader leader'
	]);
});

test('teams and owners; who is removed or made a reviewer leaves them', async () => {
	const { leader, acme } = world;
	const person = await world.signUp('owner@example.org');
	await invite(leader.client, acme, person, 'contributor');
	const { id } = await must(
		person.client.from('memberships').select('id').eq('user_id', person.id).single()
	);
	await lines();
	const organization_id = acme;
	const team = await must(
		leader.client
			.from('teams')
			.insert({ organization_id, name: 'Red', created_by: leader.membership })
			.select('id')
			.single()
	);
	await must(leader.client.from('teams').update({ name: 'Blue' }).eq('id', team.id).select('id'));
	const join = () =>
		leader.client
			.from('team_members')
			.insert({ organization_id, team_id: team.id, membership_id: id });
	const own = (by: object) =>
		leader.client.from('goal_owners').insert({ organization_id, goal_id: goal, ...by });
	await must(join());
	await must(own({ team_id: team.id }));
	await must(own({ membership_id: id }));
	expect(await lines()).toEqual([
		'lea teams.created Red',
		'lea teams.changed Blue Red',
		'lea team_members.created contributor Blue',
		'lea goal_owners.created Blue team',
		'lea goal_owners.created contributor person'
	]);
	await change(leader, id, { role: 'reviewer' });
	expect(await lines()).toEqual([
		'lea team_members.deleted contributor Blue',
		'lea goal_owners.deleted contributor person',
		'lea memberships.role_changed contributor reviewer'
	]);
	expect(await outcome(join())).toBe('not_allowed');
	expect(await outcome(own({ membership_id: id }))).toBe('not_allowed');

	await change(leader, id, { role: 'contributor' });
	await must(join());
	await lines();
	await change(leader, id, { removed_at: new Date().toISOString() });
	expect(await lines()).toEqual([
		'lea team_members.deleted contributor Blue',
		'lea memberships.removed contributor contributor'
	]);
	expect(await must(leader.client.from('team_members').select('id'))).toEqual([]);
	expect(await outcome(join())).toBe('not_allowed');

	// What goes with the team is not said again.
	await must(leader.client.from('teams').delete().eq('id', team.id).select('id'));
	expect(await lines()).toEqual(['lea teams.deleted Blue']);
});

test('reviews once they are published, answers, certified scorecards and the two-person rule', async () => {
	const { leader, contributor, reviewer, acme } = world;
	const update = await submittedUpdate(contributor.client, goal);
	await must(leader.client.rpc('publish_progress_update', { progress_update: update }));
	await lines();
	const review = await draftReview(world, update);
	const facts = { ...(await namesOf(world, update)), grade: 2 };
	const edit = reviewer.client.from('drafts').update({ facts }).eq('id', review).select('id');
	await must(edit);
	await must(reviewer.client.from('drafts').delete().eq('id', review).select('id'));
	expect(await lines()).toEqual([]);
	const again = await draftReview(world, update);
	const [number] = await must(publishDrafts(reviewer.client, { id: again }));
	const answer = await draftAnswer(leader.client, acme, number!, 'We agree.');
	await must(publishDrafts(leader.client, { id: answer }));
	const draft = await submittedCertificate(leader.client, acme, '2026-Q1', await lastOf(world));
	await must(leader.client.rpc('take_back_draft', { draft }));
	await must(leader.client.rpc('set_two_person_rule', { organization: acme, enforced: false }));
	await must(leader.client.from('drafts').delete().eq('id', draft).select('id'));
	const position = await lastOf(world);
	const other = await draftCertificate(leader.client, acme, '2026-Q1', position, { reason: 'R.' });
	for (const reason of ['S.', 'T.']) {
		const changed = certification('2026-Q1', position, { reason });
		await must(
			leader.client.from('drafts').update({ facts: changed }).eq('id', other).select('id')
		);
	}
	await must(publishDrafts(leader.client, { id: other }));
	expect(await lines()).toEqual([
		'rev drafts.published 2026-03-01 review.published',
		'lea drafts.created 2026-03-01 review.answered',
		'lea drafts.published 2026-03-01 review.answered',
		'lea drafts.created 2026-Q1 scorecard.certified',
		'lea drafts.submitted 2026-Q1 scorecard.certified',
		'lea drafts.taken_back 2026-Q1 scorecard.certified',
		'lea organization.amended false',
		'lea drafts.deleted 2026-Q1 scorecard.certified',
		'lea drafts.created 2026-Q1 scorecard.certified',
		'lea drafts.changed 2026-Q1 scorecard.certified',
		'lea drafts.published 2026-Q1 scorecard.certified'
	]);
});

test('an import is one line', async () => {
	const { leader, acme } = world;
	const key = freshKey();
	const steps = [
		{
			kind: 'goal.published',
			goal: key,
			area: 'policy',
			title: 'Imported',
			statement: 'A promise.',
			criteria: [],
			effective_on: '2026-01-01'
		},
		{
			kind: 'progress.reported',
			goal: key,
			update: 'first',
			effective_on: '2026-02-01',
			grade: 1,
			narrative: 'Begun.',
			evidence: []
		}
	];
	const add = async (some: object[]) =>
		must(
			imported(leader.client, {
				organization: acme,
				expected: await lastOf(world),
				steps: some as never
			})
		);
	await add(steps);
	await add([]);
	expect(await lines()).toEqual(['lea record.imported 2']);
});

test('teams read the log, contributors not who was invited or how others are reached; nobody writes it, and no organization sees another’s', async () => {
	const { leader, contributor, reviewer, removed, stranger, acme } = world;
	const read = async ({ client }: Member) =>
		readAll('id', () =>
			client.from('activity').select('id, action, name, membership_id').eq('organization_id', acme)
		);
	await tokenOf(leader.client, acme);
	await tokenOf(contributor.client, acme);
	const notices = { organization: acme, delivery: 'none', language: 'en' };
	await must(leader.client.rpc('choose_notices', notices));
	await must(contributor.client.rpc('choose_notices', notices));
	const all = await read(leader);
	const reserved = all.filter(
		({ action, membership_id }) =>
			/^(invitations|access_tokens|notice_preferences)\./.test(action) &&
			membership_id !== contributor.membership
	);
	expect(new Set(reserved.map(({ action }) => action))).toEqual(
		new Set([
			'invitations.created',
			'invitations.revoked',
			'access_tokens.created',
			'notice_preferences.changed'
		])
	);
	const theirs = await read(contributor);
	expect(theirs).toEqual(all.filter((line) => !reserved.includes(line)));
	expect(theirs.filter(({ name }) => name?.includes('@'))).toEqual([]);
	for (const other of [reviewer, removed, stranger]) expect(await read(other)).toEqual([]);
	const line = { organization_id: acme, action: 'goals.created' };
	expect(await outcome(leader.client.from('activity').insert(line))).toBe('denied');
	expect(await outcome(leader.client.from('activity').delete().eq('organization_id', acme))).toBe(
		'denied'
	);
});
