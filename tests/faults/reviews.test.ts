import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseEntry } from '../../src/lib/record/parse.ts';
import { REVIEW_ACCESS } from '../../src/lib/record/vocabulary.ts';
import { readAll } from '../../src/lib/server/database/read-all.ts';
import { reviewProblems, type Access } from '../../src/lib/drafts/kinds/review-form.ts';
import { must, outcome } from '../support/outcome.ts';
import { lastNumber, readEntries } from '../support/record.ts';
import {
	draftGoal,
	draftReview,
	draftRevision,
	draftUpdate,
	invite,
	link,
	openWorld,
	publishedGoal,
	publishedReview,
	publishedUpdate,
	submittedUpdate,
	transcribed,
	type Member,
	type World
} from '../support/world.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let world: World;
let goal: string;
beforeAll(async () => {
	world = await openWorld();
	goal = (await publishedGoal(world.leader.client, world.acme)).goal;
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
const publish = (by: Member, review: string, seen?: string) =>
	by.client.rpc('publish_review', { review, seen });
const reread = async (review: string) =>
	must(world.reviewer.client.from('reviews').select('*').eq('id', review).single());
const unpublished = async (table: 'goals' | 'goal_revisions' | 'progress_updates') =>
	(await must(world.reviewer.client.from(table).select('id').is('published_seq', null))).length;

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
		await draftRevision(leader, acme, goal);
	});
	afterAll(() => setAccess('full'));

	test.each<[Access, { drafts: boolean; secrets: boolean }]>([
		['public', { drafts: false, secrets: false }],
		['redacted', { drafts: true, secrets: false }],
		['full', { drafts: true, secrets: true }]
	])('with access %s: %j', async (access, { drafts, secrets }) => {
		await setAccess(access);
		for (const table of ['goals', 'goal_revisions', 'progress_updates'] as const)
			expect((await unpublished(table)) > 0, table).toBe(drafts);
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
		const review = await draftReview(world, update, { reviewer_access: 'redacted' });
		const { updated_at: before } = await reread(review);
		await setAccess('full');
		const { reviewer_access, updated_at: seen } = await reread(review);
		expect(reviewer_access).toBe('full');
		expect(await outcome(publish(world.reviewer, review, before))).toBe('changed_meanwhile');
		// Whoever narrows it and widens it again neither changes the draft nor holds it back.
		for (const access of ['public', 'full', 'redacted'] as const) await setAccess(access);
		expect(await reread(review)).toMatchObject({ reviewer_access: 'full', updated_at: seen });
		const last = await lastNumber(world);
		expect(await outcome(publish(world.reviewer, review, seen))).toBe('ok');
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
		const edit = { statement: 'Other words.' };
		await must(reviewer.client.from('reviews').update(edit).eq('id', review).select('id'));
		for (const { client } of [leader, contributor, world.stranger, second]) {
			const { data } = await client.from('reviews').select('id').eq('id', review);
			expect(data).toEqual([]);
			const count = await client
				.from('reviews')
				.select('id', { count: 'exact', head: true })
				.eq('update_id', update);
			expect(count.count).toBe(0);
			const { data: touched } = await client
				.from('reviews')
				.update({ statement: 'Ours.' })
				.eq('id', review)
				.select('id');
			expect(touched).toEqual([]);
			const { data: deleted } = await client.from('reviews').delete().eq('id', review).select('id');
			expect(deleted).toEqual([]);
			expect(await outcome(client.rpc('publish_review', { review }))).toBe('not_allowed');
			expect(await outcome(leader.client.rpc('answer_review', { review, statement: 'No.' }))).toBe(
				'not_found'
			);
		}
		expect(await activity()).toEqual(before);

		expect((await reread(review)).statement).toBe('Other words.');
		await must(publish(reviewer, review));
		const added = (await activity()).slice(before.length);
		expect(added).toMatchObject([
			{ action: 'reviews.published', membership_id: reviewer.membership }
		]);
		const { data } = await leader.client.from('reviews').select('statement').eq('id', review);
		expect(data).toEqual([{ statement: 'Other words.' }]);
	});

	test('is one for each update, and of nothing that is not published', async () => {
		const { leader } = world;
		const update = await publishedUpdate(leader.client, goal);
		await draftReview(world, update);
		await expect(draftReview(world, update)).rejects.toThrow('23505');
		const draft = await draftUpdate(leader.client, goal);
		await expect(draftReview(world, draft)).rejects.toThrow('42501');
	});

	test('is published exactly where its preview offers to, and its entry reads back', async () => {
		const words = fc.oneof(
			{ weight: 2, arbitrary: fc.constant('None.') },
			fc.constantFrom('', ' \u3000', '例')
		);
		const drafts = fc.record({
			reviewer_relation: words,
			reviewer_conflicts: words,
			material: fc.oneof({ weight: 8, arbitrary: words }, fc.constant(null)),
			statement: words,
			access: fc.constantFrom(...REVIEW_ACCESS)
		});
		const update = await publishedUpdate(world.leader.client, goal);
		const seen = new Set<string>();
		await fc.assert(
			fc.asyncProperty(drafts, async ({ access, ...values }) => {
				await setAccess(access);
				const id = await draftReview(world, update, { ...values, reviewer_access: access });
				const stored = await reread(id);
				const before = await lastNumber(world);
				const came = await outcome(publish(world.reviewer, id, stored.updated_at));
				seen.add(came);
				const problems = reviewProblems(stored, access);
				expect(problems.length === 0, `${came}: ${problems.join(' ')}`).toBe(came === 'ok');
				if (came === 'ok') {
					const [entry] = await readEntries(world, before);
					const { material, statement } = values;
					expect(parseEntry(entry!)).toMatchObject({ kind: 'review.published', statement });
					expect(JSON.parse(entry!.body).material).toBe(material ?? undefined);
				} else {
					expect(await lastNumber(world)).toBe(before);
					await must(world.reviewer.client.from('reviews').delete().eq('id', id).select('id'));
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
		expect(new Set(answers.map(({ data, error }) => error ?? data))).toEqual(new Set([last + 1]));
		expect(await lastNumber(world)).toBe(last + 1);
	});
});

describe('an answer', () => {
	const answer = (review: string, statement: string, by: Member = world.leader) =>
		by.client.rpc('answer_review', { review, statement });

	test('is published once, by a leader, and hangs on its review', async () => {
		const review = await publishedReview(world, goal);
		const seq = await lastNumber(world);
		expect(await outcome(answer(review, 'No.', world.contributor))).toBe('not_allowed');
		expect(await outcome(answer(review, ' \u3000'))).toBe('answer_missing');
		const number = await must(answer(review, 'We agree.'));
		expect(await must(answer(review, 'We agree.'))).toBe(number);
		expect(await outcome(answer(review, 'We do not agree.'))).toBe('answered_already');
		const [entry, ...more] = await readEntries(world, seq);
		expect(more).toEqual([]);
		expect(parseEntry(entry!)).toMatchObject({
			kind: 'review.answered',
			review: seq,
			statement: 'We agree.'
		});
	});

	test('is not given where somebody else keeps the record', async () => {
		const { leader } = world;
		const head = { goal: 'a', effective_on: '2026-01-10' };
		const steps = [
			{
				kind: 'goal.published',
				...head,
				area: 'policy',
				title: 'A',
				statement: 'A.',
				criteria: []
			},
			{
				kind: 'progress.reported',
				...head,
				update: 'first',
				grade: 1,
				narrative: 'N.',
				evidence: []
			},
			{
				kind: 'review.published',
				...head,
				of: 'first',
				reviewer: { name: 'R', relation: '', conflicts: '', access: 'public' },
				grade: 1,
				agrees: 'yes',
				evidence: 'partly',
				material: 'A talk.',
				statement: 'S.'
			}
		];
		await transcribed(world, steps);
		const seq = await lastNumber(world);
		const [entry] = await readEntries(world, seq - 1);
		expect(parseEntry(entry!)).toMatchObject({ kind: 'review.published', material: 'A talk.' });
		const { id } = await must(
			leader.client.from('reviews').select('id').eq('published_seq', seq).single()
		);
		expect(await outcome(answer(id, 'We agree.'))).toBe('answer_transcribed');
	});
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
		const begun = { reviewer_access: 'public', material: null };
		const draft = await draftReview(world, update, begun);
		// Which would ask for words that they cannot add any more.
		await role({ review_access: 'full' });
		const seen = (await reread(draft)).updated_at;
		await role(change);
		const { client } = world.reviewer;
		const own = await must(client.rpc('drafts_of_former_reviewer'));
		expect(own.map(({ id }) => id)).toContain(draft);
		for (const other of [world.leader, world.contributor, world.removed, world.stranger]) {
			expect(await must(other.client.rpc('drafts_of_former_reviewer'))).toEqual([]);
			expect(await outcome(publish(other, draft, seen))).toBe('not_allowed');
		}
		const before = await lastNumber(world);
		expect((await publish(world.reviewer, draft, seen)).data).toBe(before + 1);
		expect((await publish(world.reviewer, draft, seen)).data).toBe(before + 1);
		const left = await must(client.rpc('drafts_of_former_reviewer'));
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
		const own = { reviewer_access: 'public', created_by: contributor.membership };
		const draft = draftReview({ ...world, reviewer: contributor }, update, own);
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
