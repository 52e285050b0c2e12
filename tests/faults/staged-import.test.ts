import { setTimeout as sleep } from 'node:timers/promises';
import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Client } from '../../src/lib/server/backend/backend.ts';
import { emptyRecord } from '../../src/lib/record/fold.ts';
import { previewImport } from '../../src/lib/roadmap/preview.ts';
import { roadmapFiles } from '../../src/lib/roadmap/testing.ts';
import { addAll, carryOut } from '../../src/lib/server/imports/carry-out.ts';
import { tidyImports } from '../../src/lib/server/imports/clock.ts';
import { isRunning, startImport, stopImports } from '../../src/lib/server/imports/jobs.ts';
import { parts } from '../../src/lib/server/imports/parts.ts';
import { planFile } from '../../src/lib/server/imports/plan.ts';
import * as store from '../../src/lib/server/imports/store.ts';
import { log } from '../../src/lib/server/log.ts';
import { importRoadmap } from '../../src/lib/server/imports/import.ts';
import { readRecord } from '../../src/lib/server/record/read.ts';
import { outcome } from '../support/outcome.ts';
import { everything, foldRecord, lastNumber } from '../support/record.ts';
import { draftGoal, freshKey, openWorld, transcribed, type World } from '../support/world.ts';
import { stepsOf } from './steps.ts';

/** Imports cut off at every stage, several at once, and rehearsed in parts of any size. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let world: World;
let organization: string;
beforeAll(async () => {
	world = await openWorld();
	({ id: organization } = await transcribed(world));
});
afterAll(() => world.close());

type Steps = Parameters<typeof store.add>[3];
const freshSteps = (key = freshKey()) => stepsOf(key) as unknown as Steps;

async function lastOfOrganization(): Promise<number> {
	const { rows } = await world.backend.database.query<{ seq: number }>(
		'select max(seq)::int as seq from public.record_entries where organization_id = $1',
		[organization]
	);
	return rows[0]!.seq;
}

/** A leader's import with its steps; gives its id. */
async function prepared(steps: Steps): Promise<string> {
	const { client } = world.leader;
	const expected = await lastOfOrganization();
	const call = { organization, expected, total: steps.length, notes: [] };
	const begun = await store.begin(client, call);
	if ('failure' in begun) throw new Error(begun.failure.message);
	await store.add(client, begun.id, 1, steps);
	return begun.id;
}

async function now(id: string) {
	return (await store.find(world.leader.client, id))!;
}

async function factsOf(id: string): Promise<unknown[]> {
	const { rows } = await world.backend.database.query<{ facts: string }>(
		'select facts from public.import_steps where import_id = $1 order by position',
		[id]
	);
	return rows.map(({ facts }) => JSON.parse(`{${facts}`));
}

test('in parts of any size a rehearsal finds the same, and leaves nothing behind', async () => {
	const { operator } = world;
	await fc.assert(
		fc.asyncProperty(roadmapFiles, fc.integer({ min: 1, max: 4 }), async (file, size) => {
			const slug = freshKey();
			const own = {
				...file,
				organization: {
					...file.organization,
					slug,
					kept_by: 'transcriber' as const,
					kept_by_note: 'N'
				}
			};
			const preview = previewImport(JSON.stringify(own), emptyRecord(), '2026-11-21');
			if (!preview.ok) throw new Error(JSON.stringify(preview.problems));
			const [registration, ...steps] = preview.plan.steps;
			fc.pre(steps.length > 0);
			const before = await lastNumber(world);
			const rehearsed = async (part: number) => {
				const call = { slug, registration: registration!, expected: 0, total: steps.length };
				const begun = await store.operatorBegin(operator, call);
				if ('failure' in begun) throw new Error(begun.failure.message);
				await store.add(operator, begun.id, 1, steps);
				for (let done = 0; done < steps.length; done += part)
					expect(await store.rehearse(operator, begun.id, part)).toMatchObject({
						import: { refusal: null, rehearsed: Math.min(done + part, steps.length) }
					});
				const facts = await factsOf(begun.id);
				await store.forget(operator, begun.id);
				return facts;
			};
			expect(await rehearsed(size)).toEqual(await rehearsed(steps.length));
			expect(await lastNumber(world)).toBe(before);
		}),
		{ numRuns: 15 }
	);
});

test('of two at once one is published, and the other told that the record grew', async () => {
	const ids = [await prepared(freshSteps()), await prepared(freshSteps())];
	const before = await lastNumber(world);
	const came = await Promise.all(ids.map((id) => carryOut(world.leader.client, id)));
	expect(came.filter((each) => 'import' in each)).toMatchObject([{ import: { state: 'settled' } }]);
	expect(came.filter((each) => 'failure' in each)).toMatchObject([
		{ failure: { code: 'plan_outdated' } }
	]);
	expect(await lastNumber(world)).toBe(before + freshSteps().length);
	await foldRecord(world);
});

test('two who go on with the same import publish it once', async () => {
	const steps = freshSteps();
	const id = await prepared(steps);
	const before = await lastNumber(world);
	await Promise.all([carryOut(world.leader.client, id), carryOut(world.operator, id)]);
	expect(await now(id)).toMatchObject({ state: 'settled', settled: steps.length });
	expect(await lastNumber(world)).toBe(before + steps.length);
});

test('cut off while it is rehearsed, an import has changed nothing, and goes on where it stood', async () => {
	const { client } = world.leader;
	const steps = freshSteps();
	const id = await prepared(steps);
	const rows = async () =>
		(await everything(world)).filter((row) => !row.startsWith('import')).join('\n');
	const before = await rows();
	await store.rehearse(client, id, 3);
	expect(await now(id)).toMatchObject({ state: 'ready', rehearsed: 3, published_after: null });
	expect(await rows()).toBe(before);
	expect(await carryOut(client, id)).toMatchObject({ import: { state: 'settled' } });
});

test('cut off once it is public, it is settled by the clock; meanwhile nothing else of it is published', async () => {
	const { leader, operator } = world;
	const other = await draftGoal(leader.client, organization);
	const key = freshKey();
	const steps = freshSteps(key);
	const id = await prepared(steps);
	await store.rehearse(leader.client, id, steps.length);
	await store.publish(leader.client, id);
	await store.settle(leader.client, id, 2);
	expect(await now(id)).toMatchObject({ state: 'settling', settled: 2 });
	const publishing = () => outcome(leader.client.rpc('publish_goal', other));
	expect(await publishing()).toBe('import_settling');
	const draft = { key: `${key}-next`, area: 'policy', title: 'A goal', criteria: [] };
	const drafted = leader.client.rpc('create_goal', { organization, draft: draft as never });
	expect(await outcome(drafted)).toBe('import_settling');
	const second = await prepared(freshSteps());
	expect(await store.rehearse(leader.client, second, 1)).toMatchObject({
		failure: { code: 'import_settling' }
	});

	await tidyImports(operator, 0);
	expect(await publishing()).toBe('ok');
	expect(await now(id)).toMatchObject({ state: 'settled', settled: steps.length });
	expect(await store.steps(leader.client, id, 1, steps.length)).toEqual([]);
	const { data } = await leader.client
		.from('goals')
		.select('key, predecessor_id')
		.eq('organization_id', organization)
		.eq('key', `${key}-next`)
		.single();
	expect(data!.predecessor_id).not.toBeNull();
});

test('while a thousand entries are imported, nobody else waits for a second', async () => {
	const { leader, anonymous } = world;
	const steps = Array.from({ length: 150 }, () => freshSteps()).flat();
	const waits: number[] = [];
	let over = false;
	const others = (async () => {
		while (!over) {
			// From before the pause on: what holds this thread lets no timer end, and no request in. In time of
			// this process, which has the database in it: the machine may have others at work.
			const start = process.cpuUsage();
			await sleep(5);
			await anonymous.from('organizations').select('slug').limit(1);
			const { user, system } = process.cpuUsage(start);
			waits.push((user + system) / 1_000);
		}
	})();
	const facts = { expected: await lastOfOrganization(), total: steps.length, notes: [] };
	const begun = await store.begin(leader.client, { organization, ...facts });
	if ('failure' in begun) throw new Error(begun.failure.message);
	expect(await addAll(leader.client, begun.id, parts(steps))).toBeNull();
	expect(await carryOut(leader.client, begun.id)).toMatchObject({ import: { state: 'settled' } });
	over = true;
	await others;
	expect(waits.length).toBeGreaterThan(20);
	expect(Math.max(...waits)).toBeLessThan(1_000);
});

test('one refused step publishes nothing, and the import says which it was', async () => {
	const steps = freshSteps().map((step, at) =>
		at === 3 ? { ...step, corrects: 'no-such-update' } : step
	) as Steps;
	const id = await prepared(steps);
	const before = await lastNumber(world);
	expect(await carryOut(world.leader.client, id)).toMatchObject({
		failure: { code: 'wrong_correction' }
	});
	expect((await now(id)).refusal).toMatchObject({ details: 'wrong_correction', position: 4 });
	expect(await lastNumber(world)).toBe(before);
	expect(await store.forget(world.leader.client, id)).toBeNull();
	expect(await store.find(world.leader.client, id)).toBeNull();
});

test('a step that its shape refuses publishes nothing', async () => {
	const id = await prepared(
		freshSteps().map((step) =>
			step.kind === 'goal.closed' ? { ...step, reason: ' ' } : step
		) as Steps
	);
	const before = await lastNumber(world);
	expect(await carryOut(world.leader.client, id)).toMatchObject({
		failure: { code: 'wrong_shape' }
	});
	expect((await now(id)).refusal).toMatchObject({ details: 'wrong_shape', position: 7 });
	expect(await lastNumber(world)).toBe(before);
});

test('what was rehearsed by other shapes is not published, and rehearsed again', async () => {
	const { client } = world.leader;
	const steps = freshSteps();
	const [kept, refused] = [await prepared(steps), await prepared(freshSteps())];
	for (const id of [kept, refused]) await store.rehearse(client, id, steps.length);
	const before = await lastNumber(world);
	const longest = (length: number) =>
		world.backend.database.query(
			`update private.entry_shapes set schema = jsonb_set(schema, '{properties,reason,maxLength}', to_jsonb($1::int))
			 where kind = 'goal.closed'`,
			[length]
		);
	await longest(1);
	try {
		expect(await store.publish(client, refused)).toMatchObject({ import: { state: 'ready' } });
		expect(await carryOut(client, refused)).toMatchObject({ failure: { code: 'wrong_shape' } });
		await longest(1_000);
		expect(await lastNumber(world)).toBe(before);
		expect(await carryOut(client, kept)).toMatchObject({ import: { state: 'settled' } });
		expect(await lastNumber(world)).toBe(before + steps.length);
	} finally {
		await longest(100_000);
	}
});

test('steps that are sent again are added once', async () => {
	const { client } = world.leader;
	const steps = freshSteps();
	const id = await prepared(steps);
	expect(await store.add(client, id, 1, steps)).toMatchObject({ import: { added: steps.length } });
});

/** An organization that the record has nothing of. */
const nothingOf = (slug: string) => ({
	...{ slug, stored: [], raw: [] },
	rules: { two_person_rule: null, kept_by: 'transcriber' }
});

test('a file is planned beside the thread that answers, and refused there in words', async () => {
	const today = '2026-11-21';
	const plan = (text: string) =>
		planFile('a leader', { ...nothingOf('acme'), bytes: new TextEncoder().encode(text), today });
	const file = fc.sample(roadmapFiles, { numRuns: 1, seed: 7 })[0]!;
	const preview = previewImport(JSON.stringify(file), emptyRecord(), today);
	expect(await plan(JSON.stringify(file))).toMatchObject(
		preview.ok ? { ok: true, planned: { total: preview.plan.steps.length } } : preview
	);
	expect(await plan('{"format": 1')).toMatchObject({ ok: false, problems: [{ path: '' }] });
});

test('a file that takes too long to read is given up, in words', async () => {
	const bytes = new TextEncoder().encode('{"format": 1');
	const task = { ...nothingOf('acme'), bytes, today: '2026-11-21' };
	expect(await planFile('a leader', task, 1)).toMatchObject({
		ok: false,
		problems: [{ path: '', message: expect.stringContaining('takes longer than 0.001 seconds') }]
	});
});

test('a person has one file in reading at a time, and others do not mind', async () => {
	const task = () => ({
		...nothingOf('acme'),
		...{ bytes: new TextEncoder().encode('{}'), today: '2026-11-21' }
	});
	const [first, second, other] = await Promise.all(
		['one', 'one', 'other'].map((person) => planFile(person, task()))
	);
	const busy = {
		ok: false,
		problems: [{ message: expect.stringContaining('is still being read') }]
	};
	expect(first).not.toMatchObject(busy);
	expect(second).toMatchObject(busy);
	expect(other).not.toMatchObject(busy);
	expect(await planFile('one', task()), 'once that is done').not.toMatchObject(busy);
});

test('millions of empty goals are given up within seconds, and what was found is told', async () => {
	const text = `{"goals": [${'{},'.repeat(3_000_000)}{}]}`;
	const task = { ...nothingOf('acme'), today: '2026-11-21' };
	const start = performance.now();
	const plan = await planFile('one', { ...task, bytes: new TextEncoder().encode(text) });
	expect(performance.now() - start).toBeLessThan(15_000);
	expect(plan).toMatchObject({ ok: false });
	const { problems } = plan as { problems: { path: string; message: string }[] };
	expect(problems).toHaveLength(201);
	expect(problems.at(-1)!.message).toContain('has more problems than these');
});

test('what was published at once is seen at once, however many pages it takes to read', async () => {
	const state = emptyRecord();
	const seen: number[] = [];
	const inPages = {
		from: () => ({
			select: (columns: 'seq, body, envelope, leaf_hash') => ({
				gt: (_: string, after: number) => ({
					order: () => ({
						limit: () => {
							seen.push(state.seq);
							const entries = world.anonymous.from('record_entries').select(columns);
							return entries.gt('seq', after).order('seq').limit(100);
						}
					})
				})
			})
		})
	};
	await readRecord(inPages as unknown as Client, state);
	expect(seen.length).toBeGreaterThan(2);
	expect(new Set(seen)).toEqual(new Set([0]));
	expect(state.seq).toBe(await lastNumber(world));
});

type Answer = { data: unknown; error: unknown };

/** The client, but this becomes of the answer of one function. */
function answering(client: Client, name: string, change: (ask: () => Promise<Answer>) => unknown) {
	const rpc = client.rpc.bind(client) as (...given: unknown[]) => PromiseLike<Answer>;
	return new Proxy(client, {
		get(target, property) {
			if (property === 'rpc')
				return (asked: string, given: unknown) =>
					asked === name ? change(async () => rpc(asked, given)) : rpc(asked, given);
			const found: unknown = Reflect.get(target, property, target);
			return typeof found === 'function' ? found.bind(target) : found;
		}
	});
}

const failed = (code: string) => ({
	data: null,
	error: { code, message: 'failed', details: null }
});

function sampled() {
	const slug = freshKey();
	const file = fc.sample(roadmapFiles, { numRuns: 40, seed: 7 }).find(({ goals }) => goals.length)!;
	const organization = { ...file.organization, slug };
	return { slug, text: JSON.stringify({ ...file, organization }) };
}

test('where settling is refused, an import says that its entries are public, and the clock says so once', async () => {
	const { operator } = world;
	const { slug, text } = sampled();
	const failing = answering(operator, 'settle_import', async () => failed('23505'));
	expect(await importRoadmap(failing, text, { today: '2026-11-21' })).toMatchObject({
		ok: false,
		published: true
	});
	const left = (await store.list(operator)).find((each) => each.slug === slug)!;
	expect(left).toMatchObject({ state: 'settling' });
	// It is public, so it is kept.
	expect(await store.forget(operator, left.id)).toMatchObject({ code: 'import_public' });

	const said = vi.spyOn(log(), 'error');
	for (let minute = 0; minute < 3; minute += 1) await tidyImports(failing, 0);
	expect(said.mock.calls.map(([what]) => what)).toMatchObject([{ import: left.id }]);
	said.mockRestore();
	expect(await carryOut(operator, left.id)).toMatchObject({ import: { state: 'settled' } });
	await store.forget(operator, left.id);
});

test('where nobody answers that it is published, the import is looked at again', async () => {
	const { operator } = world;
	const { slug, text } = sampled();
	const lost = answering(operator, 'publish_import', async (ask) => {
		await ask();
		return failed('');
	});
	expect(await importRoadmap(lost, text, { today: '2026-11-21' })).toMatchObject({
		ok: false,
		published: true
	});
	const left = (await store.list(operator)).find((each) => each.slug === slug)!;
	expect(await carryOut(operator, left.id)).toMatchObject({ import: { state: 'settled' } });
	await store.forget(operator, left.id);
});

test('a server that stops ends its imports after the request under way, and they can go on', async () => {
	const { client } = world.leader;
	const id = await prepared(freshSteps());
	startImport(client, id);
	expect(isRunning(id)).toBe(true);
	await stopImports();
	expect(isRunning(id)).toBe(false);
	expect(await now(id)).toMatchObject({ state: 'ready', published_after: null });
	expect(await carryOut(client, id)).toMatchObject({ import: { state: 'settled' } });
});
