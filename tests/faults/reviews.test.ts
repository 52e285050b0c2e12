import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseEntry } from '../../src/lib/record/parse.ts';
import { REVIEW_ACCESS } from '../../src/lib/record/vocabulary.ts';
import { readAll } from '../../src/lib/server/database/read-all.ts';
import { reviewOf, reviewProblems, type Access } from '../../src/lib/drafts/kinds/review-form.ts';
import { answerToImported } from '../scenarios/review.answered.ts';
import { must, outcome } from '../support/outcome.ts';
import { lastNumber, readEntries } from '../support/record.ts';
import {
	draftAnswer,
	draftGoal,
	draftReview,
	draftRevision,
	draftUpdate,
	invite,
	link,
	openWorld,
	publishDrafts,
	publishedGoal,
	publishedReview,
	publishedUpdate,
	submittedUpdate,
	type Member,
	type World
} from '../support/world.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let world: World;
let goal: string;
/** The number of a review that nobody answers before the last test. */
let unanswered: number;
beforeAll(async () => {
	world = await openWorld();
	goal = (await publishedGoal(world.leader.client, world.acme)).goal;
	unanswered = await publishedReview(world, goal);
});
afterAll(() => world.close());

const setAccess = (review_access: Access) =>
	must(
		world.leader.client
			.from('memberships')
			.update({ review_access })
			.eq('id', world.reviewer.membership)
			.select('id')
	);
const publish = (by: Member, id: string, seen?: string) => publishDrafts(by.client, { id, seen });
type Facts = { reviewer: { access: Access }; statement: string };
const reread = async (review: string, { client }: Member = world.reviewer) => {
	const row = await must(client.from('drafts').select('*').eq('id', review).single());
	return { ...row, facts: row.facts as Facts };
};
const unpublished = async (table: 'goals' | 'progress_updates') =>
	(await must(world.reviewer.client.from(table).select('id').is('published_seq', null))).length;
const revisions = async () =>
	(await must(world.reviewer.client.from('drafts').select('id').eq('kind', 'goal.revised'))).length;

describe('what a reviewer sees', () => {
	const SECRET = 'https://acme.example/secret';
	let update: string;
	let draft: string;
	beforeAll(async () => {
		const { leader, acme } = world;
		const secret = {
			...link(),
			url: SECRET,
			visibility: 'redacted',
			redaction: { category: 'privacy', description: 'Names a person.' }
		};
		update = await publishedUpdate(leader.client, goal, {}, [link(), secret]);
		draft = await draftUpdate(leader.client, goal, {}, [link(), secret]);
		await draftGoal(leader.client, acme);
		await draftRevision(leader.client, acme, goal);
	});
	afterAll(() => setAccess('full'));

	test.each<[Access, { drafts: boolean; secrets: boolean }]>([
		['public', { drafts: false, secrets: false }],
		['redacted', { drafts: true, secrets: false }],
		['full', { drafts: true, secrets: true }]
	])('with access %s: %j', async (access, { drafts, secrets }) => {
		await setAccess(access);
		for (const table of ['goals', 'progress_updates'] as const)
			expect((await unpublished(table)) > 0, table).toBe(drafts);
		expect((await revisions()) > 0).toBe(drafts);
		const addresses = async (of: string) =>
			(await must(world.reviewer.client.from('evidence').select('url').eq('update_id', of))).map(
				({ url }) => url === SECRET
			);
		expect(await addresses(update)).toEqual(secrets ? [false, true] : [false]);
		const inDraft = secrets ? [false, true] : [false];
		expect(await addresses(draft)).toEqual(drafts ? inDraft : []);
	});

	test('is what their drafts say: the widest since they began, whatever becomes of it', async () => {
		await setAccess('redacted');
		const update = await publishedUpdate(world.leader.client, goal);
		// Whatever they say themselves.
		const review = await draftReview(world, update);
		const { updated_at: before, facts } = await reread(review);
		expect(facts.reviewer.access).toBe('redacted');
		await setAccess('full');
		const { facts: widened, updated_at: seen } = await reread(review);
		expect(widened.reviewer.access).toBe('full');
		expect(await outcome(publish(world.reviewer, review, before))).toBe('changed_meanwhile');
		// Whoever narrows it and widens it again neither changes the draft nor holds it back.
		for (const access of ['public', 'full', 'redacted'] as const) await setAccess(access);
		expect(await reread(review)).toMatchObject({ facts: widened, updated_at: seen });
		for (const reviewer of [undefined, 'None.', { access: 'public' }, { access: 7 }]) {
			const draft = { ...widened, reviewer };
			const edited = world.reviewer.client.from('drafts').update({ facts: draft as never });
			await must(edited.eq('id', review).select('id'));
			expect((await reread(review)).facts.reviewer.access).toBe('full');
		}
		const edited = world.reviewer.client.from('drafts').update({ facts: widened });
		await must(edited.eq('id', review).select('id'));
		const again = (await reread(review)).updated_at;
		const last = await lastNumber(world);
		expect(await outcome(publish(world.reviewer, review, again))).toBe('ok');
		const [entry] = await readEntries(world, last);
		expect(JSON.parse(entry!.body).reviewer.access).toBe('full');
	});

	test('is stated in the invitation', async () => {
		const invite = (review_access?: Access) =>
			must(
				world.leader.client.rpc('create_invitation', {
					organization: world.acme,
					email: 'new@example.org',
					role: 'reviewer',
					review_access
				})
			);
		for (const access of [...REVIEW_ACCESS, undefined]) {
			const token = await invite(access);
			const [details] = await must(world.anonymous.rpc('invitation_details', { token }));
			expect(details!.review_access).toBe(access ?? 'public');
		}
	});
});

describe('a draft review', () => {
	test('is seen by nobody but its reviewer, and leaves no trace in the activity', async () => {
		const { leader, contributor, reviewer } = world;
		const activity = async () =>
			readAll('id', () => leader.client.from('activity').select('id, action, membership_id'));
		const update = await publishedUpdate(leader.client, goal);
		const second = await world.signUp('second-reviewer@example.org');
		await must(
			world.operator.rpc('operator_add_member', {
				slug: 'acme',
				person: second.id,
				role: 'reviewer',
				person_name: 'Second'
			})
		);
		const before = await activity();
		const review = await draftReview(world, update);
		const facts = { ...(await reread(review)).facts, statement: 'Other words.' };
		await must(reviewer.client.from('drafts').update({ facts }).eq('id', review).select('id'));
		for (const { client } of [leader, contributor, world.stranger, second]) {
			const { data } = await client.from('drafts').select('id').eq('id', review);
			expect(data).toEqual([]);
			const count = await client
				.from('drafts')
				.select('id', { count: 'exact', head: true })
				.eq('kind', 'review.published')
				.is('published_seq', null);
			expect(count.count).toBe(0);
			const { data: touched } = await client
				.from('drafts')
				.update({ facts: {} })
				.eq('id', review)
				.select('id');
			expect(touched).toEqual([]);
			const { data: deleted } = await client.from('drafts').delete().eq('id', review).select('id');
			expect(deleted).toEqual([]);
			expect(await outcome(client.rpc('publish_drafts', { drafts: [{ id: review }] }))).toBe(
				'not_allowed'
			);
			const draft = { draft: review };
			expect(await outcome(client.rpc('submit_draft', draft))).toBe('not_editable');
			expect(await outcome(client.rpc('take_back_draft', draft))).toBe('not_submitted');
			const comment = 'Why?';
			expect(await outcome(client.rpc('return_draft', { ...draft, comment }))).toBe(
				client === leader.client ? 'not_submitted' : 'not_allowed'
			);
		}
		// Nor does its author hand it to them.
		expect(await outcome(reviewer.client.rpc('submit_draft', { draft: review }))).toBe(
			'not_editable'
		);
		expect(await activity()).toEqual(before);

		expect((await reread(review)).facts.statement).toBe('Other words.');
		await must(publish(reviewer, review));
		const added = (await activity()).slice(before.length);
		expect(added).toMatchObject([
			{ action: 'drafts.published', membership_id: reviewer.membership }
		]);
		const { published_seq: number } = await reread(review, leader);
		const [entry] = await readEntries(world, number! - 1);
		expect(JSON.parse(entry!.body).statement).toBe('Other words.');
	});

	test('is published exactly where its preview offers to, and its entry reads back', async () => {
		const words = fc.oneof(
			{ weight: 2, arbitrary: fc.constant('None.') },
			fc.constantFrom('', ' \u3000', '例')
		);
		const drafts = fc.record({
			relation: words,
			conflicts: words,
			material: fc.oneof({ weight: 8, arbitrary: words }, fc.constant(null)),
			statement: words,
			access: fc.constantFrom(...REVIEW_ACCESS)
		});
		const update = await publishedUpdate(world.leader.client, goal);
		const seen = new Set<string>();
		await fc.assert(
			fc.asyncProperty(drafts, async ({ access, relation, conflicts, ...values }) => {
				await setAccess(access);
				const id = await draftReview(world, update, {
					reviewer: { name: 'Rev', relation, conflicts },
					...values
				});
				const stored = await reread(id);
				const before = await lastNumber(world);
				const came = await outcome(publish(world.reviewer, id, stored.updated_at));
				seen.add(came);
				const problems = reviewProblems(reviewOf(stored.facts));
				expect(problems.length === 0, `${came}: ${problems.join(' ')}`).toBe(came === 'ok');
				if (came === 'ok') {
					const [entry] = await readEntries(world, before);
					const { material, statement } = values;
					expect(parseEntry(entry!)).toMatchObject({ kind: 'review.published', statement });
					expect(JSON.parse(entry!.body).material).toBe(material ?? undefined);
				} else {
					expect(await lastNumber(world)).toBe(before);
					await must(world.reviewer.client.from('drafts').delete().eq('id', id).select('id'));
				}
			}),
			{ numRuns: 80 }
		);
		await setAccess('full');
		expect([...seen].sort()).toEqual([
			'material_missing',
			'ok',
			'relation_missing',
			'review_statement_missing'
		]);
	});

	test('makes one entry of many publishes at once', async () => {
		const review = await draftReview(world, await publishedUpdate(world.leader.client, goal));
		const last = await lastNumber(world);
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => publish(world.reviewer, review))
		);
		expect(new Set(answers.map(({ data, error }) => error ?? data![0]))).toEqual(
			new Set([last + 1])
		);
		expect(await lastNumber(world)).toBe(last + 1);
	});
});

describe('an answer', () => {
	const saved = (review: number, statement: string, by: Member = world.leader) =>
		draftAnswer(by.client, world.acme, review, statement);
	const edit = async (draft: string, facts: object, { client }: Member = world.leader) => {
		const found = client.from('drafts').select('kind, updated_at').eq('id', draft).single();
		const { kind, updated_at: seen } = await must(found);
		const call = { organization: world.acme, kind, facts: facts as never, draft, seen };
		return must(client.rpc('save_draft', call));
	};

	test('is published once, and hangs on its review', async () => {
		const review = await publishedReview(world, goal);
		const id = await saved(review, ' \u3000');
		await edit(id, { review, statement: 'We agree.', goal: 'another', of: 'another' });
		const [number] = await must(publish(world.leader, id));
		expect(await must(publish(world.leader, id))).toEqual([number]);
		const [entry, ...more] = await readEntries(world, review);
		expect(more).toEqual([]);
		expect(JSON.parse(entry!.body).goal).not.toBe('another');
	});
});

test('a review that came with an import says what its reviewer used', async () => {
	await answerToImported(world);
	const [entry] = await readEntries(world, (await lastNumber(world)) - 1);
	expect(parseEntry(entry!)).toMatchObject({ kind: 'review.published', material: 'A talk.' });
});

describe('a reviewer who is removed', () => {
	const role = (change: object) =>
		must(
			world.leader.client
				.from('memberships')
				.update(change)
				.eq('id', world.reviewer.membership)
				.select('id')
		);
	afterAll(() => role({ removed_at: null, role: 'reviewer', review_access: 'full' }));

	test.each([
		['removed', { removed_at: new Date().toISOString() }],
		['made a contributor', { removed_at: null, role: 'contributor' }]
	])('publishes what they drafted, when %s', async (_, change) => {
		await role({ removed_at: null, role: 'reviewer', review_access: 'public' });
		const update = await publishedUpdate(world.leader.client, goal);
		const draft = await draftReview(world, update, { material: undefined });
		// Which would ask for words that they cannot add any more.
		await role({ review_access: 'full' });
		const seen = (await reread(draft)).updated_at;
		await role(change);
		const { client } = world.reviewer;
		const own = await must(client.rpc('drafts_of_former_role'));
		expect(own.map(({ id }) => id)).toContain(draft);
		for (const other of [world.leader, world.contributor, world.removed, world.stranger]) {
			expect(await must(other.client.rpc('drafts_of_former_role'))).toEqual([]);
			expect(await outcome(publish(other, draft, seen))).toBe('not_allowed');
		}
		const before = await lastNumber(world);
		expect((await publish(world.reviewer, draft, seen)).data).toEqual([before + 1]);
		expect((await publish(world.reviewer, draft, seen)).data).toEqual([before + 1]);
		const left = await must(client.rpc('drafts_of_former_role'));
		expect(left.map(({ id }) => id)).not.toContain(draft);
	});
});

describe('a reviewer who was of the team', () => {
	const be = ({ membership }: Member, role: string) =>
		must(
			world.leader.client.from('memberships').update({ role }).eq('id', membership).select('id')
		);

	test('begins no review', async () => {
		const { contributor, leader } = world;
		const update = await submittedUpdate(contributor.client, goal);
		await must(leader.client.rpc('publish_progress_update', { progress_update: update }));
		await be(contributor, 'reviewer');
		const draft = draftReview({ ...world, reviewer: contributor }, update);
		await expect(draft).rejects.toThrow('reviewer_of_team');
		await be(contributor, 'contributor');
	});

	test('publishes none once they have written for it', async () => {
		const person = await world.signUp('third-reviewer@example.org');
		await invite(world.leader.client, world.acme, person, 'reviewer');
		const found = person.client.from('memberships').select('id').eq('user_id', person.id).single();
		const reviewer = { ...person, membership: (await must(found)).id };
		const update = await publishedUpdate(world.leader.client, goal);
		const draft = await draftReview({ ...world, reviewer }, update);
		await be(reviewer, 'contributor');
		await draftUpdate(reviewer.client, goal);
		await be(reviewer, 'reviewer');
		expect(await outcome(publish(reviewer, draft))).toBe('reviewer_of_team');
	});
});

// The last: a second leader stays.
test('an answer that one leader began is published by another, who may have finished it', async () => {
	const { leader, acme } = world;
	const review = unanswered;
	const second = await world.signUp('second-leader@example.org');
	await invite(leader.client, acme, second, 'leader');
	await must(leader.client.rpc('set_two_person_rule', { organization: acme, enforced: true }));
	const id = await draftAnswer(leader.client, acme, review, 'Half of');
	const { updated_at: seen, kind } = await must(
		second.client.from('drafts').select('updated_at, kind').eq('id', id).single()
	);
	const facts = { review, statement: 'Half of an answer, and the rest.' };
	const call = { organization: acme, kind, facts, draft: id, seen };
	await must(second.client.rpc('save_draft', call));
	expect(await outcome(publishDrafts(second.client, { id }))).toBe('ok');
});
