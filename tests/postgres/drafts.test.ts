import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, outcome } from '../support/outcome.ts';
import {
	draftUpdate,
	evidenceFile,
	file,
	freshKey,
	link,
	openWorld,
	publishedGoal,
	tokenOf,
	type Member,
	type World
} from '../support/world.ts';
import { atOnce, openPostgres, rowsOf } from './database.ts';

let world: World;
let goal: string;
let key: string;
beforeAll(async () => {
	world = await openWorld(openPostgres);
	const { leader, acme } = world;
	goal = (await publishedGoal(leader.client, acme)).goal;
	key = (await must(leader.client.from('goals').select('key').eq('id', goal).single())).key;
});
afterAll(() => world.close());

/** One was done, and the others were told why not. */
const onceAnd = (answers: string[], others: string) => {
	const rest = Array<string>(answers.length - 1).fill(others);
	expect([...answers].sort()).toEqual([...rest, 'ok'].sort());
};
const save = (by: Member, values: object, evidence: unknown = [link()]) =>
	by.client.rpc('save_progress_update', {
		goal,
		draft: { effective_on: '2026-03-01', grade: 2, narrative: 'What was done.' },
		evidence: evidence as never,
		...values
	});

test('of fifty saves of one draft that all saw the same, one is kept whole', async () => {
	const { leader, contributor } = world;
	const progress_update = await draftUpdate(contributor.client, goal);
	const read = () =>
		must(
			leader.client
				.from('progress_updates')
				.select('narrative, updated_at, evidence(title)')
				.eq('id', progress_update)
				.single()
		);
	const { updated_at: seen } = await read();
	const answers = await atOnce(50, (index) => {
		const narrative = `Version ${index}.`;
		const draft = { effective_on: '2026-03-01', grade: 2, narrative };
		const evidence = [link([0], { title: narrative }), link([1], { title: narrative })];
		return outcome(
			save(index % 2 ? leader : contributor, { draft, progress_update, seen }, evidence)
		);
	});
	onceAnd(answers, 'changed_meanwhile');
	const narrative = `Version ${answers.indexOf('ok')}.`;
	expect(await read()).toMatchObject({
		narrative,
		evidence: [{ title: narrative }, { title: narrative }]
	});
});

test('of fifty keeps of one form from fifty tabs, one is kept', async () => {
	const answers = await atOnce(50, (index) =>
		outcome(
			world.contributor.client.rpc('autosave', {
				organization: world.acme,
				form: '/workspace/acme/updates/new',
				title: 'New update',
				typed: { narrative: `Tab ${index}.` }
			})
		)
	);
	onceAnd(answers, 'changed_meanwhile');
});

test('one draft sent fifty times with one id is one draft', async () => {
	const draft = { id: crypto.randomUUID(), effective_on: '2026-03-01', grade: 1 };
	onceAnd(await atOnce(50, () => outcome(save(world.contributor, { draft }))), 'taken');
});

test('one sheet sent twenty times at once makes one set of drafts', async () => {
	const { stranger, umbra } = world;
	const { goal } = await publishedGoal(stranger.client, umbra);
	const own = await must(stranger.client.from('goals').select('key').eq('id', goal).single());
	const update = { goal: own.key, effective_on: '2026-03-01', grade: 1, evidence: [] };
	const call = { organization: umbra, goals: [], updates: [update, update] as never };
	const answers = await atOnce(20, () => outcome(stranger.client.rpc('import_drafts', call)));
	onceAnd(answers, 'drafts_added');
	expect(
		await rowsOf(world, `select id from public.progress_updates where goal_id = '${goal}'`)
	).toHaveLength(2);
});

test('fifty posts by token with one key make one update, with one answer', async () => {
	const token = await tokenOf(world.contributor.client, world.acme);
	const updates = () => rowsOf(world, 'select id from public.progress_updates');
	const post = (idempotency_key: string) =>
		must(
			world.anonymous.rpc('post_progress_update', {
				token,
				organization: 'acme',
				goal: key,
				submit: true,
				idempotency_key,
				fingerprint: 'one',
				draft: { effective_on: '2026-03-01', grade: 2, narrative: 'Posted.' },
				evidence: [link()] as never
			})
		);
	const before = (await updates()).length;
	const answers = await atOnce(50, () => post('the same'));
	expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
	expect(await updates()).toHaveLength(before + 1);
	// Old keys are swept out by each post; fifty sweeps at once leave each other alone.
	await rowsOf(world, `update private.posted_updates set posted_at = now() - interval '3 days'`);
	await atOnce(50, (index) => post(`key ${index}`));
	expect(await updates()).toHaveLength(before + 51);
});

test('a file that is taken into a draft while unused files are swept out stays or is asked for again', async () => {
	const { contributor, acme } = world;
	const files = Array.from({ length: 10 }, (_, index) => String(index).repeat(64));
	for (const sha256 of files) await evidenceFile(contributor, acme, sha256);
	await rowsOf(world, `update public.evidence_files set uploaded_at = now() - interval '2 days'`);
	const answers = await atOnce(30, async (index) =>
		index % 3
			? outcome(save(contributor, {}, [file(files[Math.floor(index / 3)]!)]))
			: outcome(contributor.client.rpc('forget_unused_files', { organization: acme }))
	);
	for (const answer of answers) expect(['ok', 'file_missing']).toContain(answer);
	// Taken into a draft means kept, whoever swept meanwhile.
	const kept = new Set((await rowsOf(world, KEPT)).map(({ sha256 }) => sha256));
	for (const [index, answer] of answers.entries())
		if (index % 3 && answer === 'ok') expect(kept).toContain(files[Math.floor(index / 3)]);
});
const KEPT = 'select sha256 from public.evidence_files';

test('two goals of one key are not drafted', async () => {
	const draft = { key: freshKey(), area: 'policy', title: 'A goal', criteria: [] };
	const create = () =>
		outcome(world.leader.client.rpc('create_goal', { organization: world.acme, draft }));
	onceAnd(await atOnce(20, create), 'taken');
});
