import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, outcome } from '../support/outcome.ts';
import { foldRecord, lastNumber, readEntries } from '../support/record.ts';
import {
	certification,
	closingOf,
	confirmation,
	draftGoal,
	nobody,
	openWorld,
	publishDrafts,
	publishedGoal,
	saveDraft,
	submittedCertificate,
	submittedUpdate,
	type Member,
	type World
} from '../support/world.ts';
import { addMember, atOnce, openPostgres } from './database.ts';

let world: World;
let goals: string[];
/** Three, so that the two-person rule is on and more than one may publish what another wrote. */
let leaders: Member[];
beforeAll(async () => {
	world = await openWorld(openPostgres);
	const { leader, acme } = world;
	goals = [];
	for (let goal = 0; goal < 5; goal++)
		goals.push((await publishedGoal(leader.client, acme, { effective_on: '2025-01-10' })).goal);
	leaders = [leader, await addMember(world, 'leader'), await addMember(world, 'leader')];
});
afterAll(() => world.close());

const publish = (by: Member, progress_update: string) =>
	by.client.rpc('publish_progress_update', { progress_update });
const by = (index: number) => leaders[index % leaders.length]!;

test('fifty publishes of one update make one entry with one number', async () => {
	const update = await submittedUpdate(world.contributor.client, goals[0]!);
	const last = await lastNumber(world);
	const answers = await atOnce(50, (index) => must(publish(by(index), update)));
	expect(new Set(answers)).toEqual(new Set([last + 1]));
	expect(await readEntries(world, last)).toHaveLength(1);
	await foldRecord(world);
});

test('fifty publishes of one closing begin its successors once, and close the goal once', async () => {
	const { leader, acme } = world;
	const { client } = leader;
	const { goal } = await publishedGoal(client, acme);
	const successors = [(await draftGoal(client, acme)).goal, (await draftGoal(client, acme)).goal];
	const facts = await closingOf(client, goal, { as: 'split', successors });
	const id = await saveDraft(client, acme, 'goal.closed', facts);
	await must(client.rpc('submit_draft', { draft: id }));
	const last = await lastNumber(world);
	const answers = await atOnce(50, (index) =>
		must(publishDrafts(leaders[1 + (index % 2)]!.client, { id }))
	);
	expect(new Set(answers.flat())).toEqual(new Set([last + 3]));
	expect(await readEntries(world, last)).toHaveLength(3);
	await foldRecord(world);
});

test('fifty publishes of fifty updates make fifty entries, numbered without a gap', async () => {
	const updates = await atOnce(50, (index) =>
		submittedUpdate(world.contributor.client, goals[index % goals.length]!)
	);
	const last = await lastNumber(world);
	const answers = await atOnce(50, (index) => must(publish(by(index), updates[index]!)));
	const expected = updates.map((_, index) => last + 1 + index);
	expect([...answers].sort((one, other) => one - other)).toEqual(expected);
	// Reads every entry back, its hash, its number and its time after the one before it.
	expect((await foldRecord(world)).seq).toBe(last + 50);
});

test('publishing, saving, returning and taking back at once: each update ends in one state', async () => {
	const { contributor } = world;
	const updates = await atOnce(10, () => submittedUpdate(contributor.client, goals[0]!));
	const last = await lastNumber(world);
	await atOnce(40, async (index) => {
		const progress_update = updates[index % updates.length]!;
		const answer = await outcome(
			[
				() => publish(by(index), progress_update),
				() => by(index).client.rpc('return_progress_update', { progress_update, comment: 'Why?' }),
				() => contributor.client.rpc('take_back_progress_update', { progress_update }),
				() =>
					contributor.client.rpc('save_progress_update', {
						goal: goals[0]!,
						draft: { effective_on: '2026-03-01', grade: 3, narrative: 'Other words.' },
						evidence: [],
						progress_update
					})
			][Math.floor(index / updates.length)]!()
		);
		expect(['ok', 'not_submitted', 'not_editable']).toContain(answer);
	});
	const rows = await must(
		world.leader.client
			.from('progress_updates')
			.select('published_seq, status')
			.in('id', updates)
			.order('published_seq')
	);
	const published = rows.filter(({ published_seq }) => published_seq !== null);
	expect(published.map(({ published_seq }) => published_seq)).toEqual(
		published.map((_, index) => last + 1 + index)
	);
	expect((await foldRecord(world)).seq).toBe(last + published.length);
});

test('fifty certifications of one draft make one entry', async () => {
	const last = await lastNumber(world);
	const id = await submittedCertificate(world.leader.client, world.acme, '2025-Q1', last);
	const answers = await atOnce(50, (index) =>
		must(publishDrafts(leaders[1 + (index % 2)]!.client, { id, added: confirmation }))
	);
	expect(new Set(answers.flat())).toEqual(new Set([last + 1]));
	expect(await readEntries(world, last)).toHaveLength(1);
	await foldRecord(world);
});

test('fifty drafts of one quarter are one draft', async () => {
	const last = await lastNumber(world);
	const draft = nobody();
	const facts = certification('2025-Q2', last);
	const answers = await atOnce(50, (index) =>
		outcome(
			world.leader.client.rpc('save_draft', {
				organization: world.acme,
				kind: 'scorecard.certified',
				facts,
				...(index % 2 === 0 && { draft })
			})
		)
	);
	expect(answers.filter((answer) => !['ok', 'drafted_already'].includes(answer))).toEqual([]);
	const rows = await must(world.leader.client.from('drafts').select('id').eq('subject', '2025-Q2'));
	expect(rows).toHaveLength(1);
});

test('what is submitted while it is edited or discarded stays as it was submitted', async () => {
	const { leader, acme } = world;
	const { sql } = world as typeof world & Awaited<ReturnType<typeof openPostgres>>;
	const facts = certification('2024-Q4', await lastNumber(world));
	const draft = await must(
		leader.client.rpc('save_draft', { organization: acme, kind: 'scorecard.certified', facts })
	);
	const rows = leader.client.from('drafts');
	for (const act of [
		() => rows.update({ facts: {} }).eq('id', draft).select('id'),
		() => rows.delete().eq('id', draft).select('id')
	]) {
		const submitting = await sql.reserve();
		await submitting.unsafe(
			`begin; update public.drafts set status = 'submitted' where id = '${draft}'`
		);
		const late = must(act());
		const waits = () => sql`select from pg_locks where not granted`;
		await expect.poll(async () => (await waits()).length).toBeGreaterThan(0);
		await submitting.unsafe('commit');
		submitting.release();
		expect(await late).toEqual([]);
		expect(await must(rows.select('facts').eq('id', draft))).toEqual([{ facts }]);
		await sql.unsafe(`update public.drafts set status = 'draft' where id = '${draft}'`);
	}
});

test('a draft is edited, submitted, taken back, returned and published at once, and one thing comes of it', async () => {
	const last = await lastNumber(world);
	const periods = ['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2'];
	const drafts = await Promise.all(
		periods.map((period) => submittedCertificate(world.leader.client, world.acme, period, last))
	);
	const answers = await atOnce(48, (index) => {
		const at = index % drafts.length;
		const draft = drafts[at]!;
		const { leader } = world;
		const facts = certification(periods[at], last, { statement: 'Other words.' });
		return outcome(
			[
				() => publishDrafts(leaders[1 + (index % 2)]!.client, { id: draft, added: confirmation }),
				() => leaders[1]!.client.rpc('return_draft', { draft, comment: 'Why?' }),
				() => leader.client.rpc('take_back_draft', { draft }),
				() => leader.client.from('drafts').update({ facts }).eq('id', draft).select('id')
			][Math.floor(index / drafts.length) % 4]!()
		);
	});
	for (const answer of answers)
		expect(['ok', 'not_submitted', 'not_editable', 'record_grew']).toContain(answer);
	expect((await foldRecord(world)).seq).toBe(await lastNumber(world));
	const rows = await must(
		world.leader.client.from('drafts').select('facts, published_seq').in('id', drafts)
	);
	for (const { facts, published_seq } of rows)
		expect(Object.keys(facts as object).length > 0).toBe(published_seq === null);
});
