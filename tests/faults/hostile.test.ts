import { fc } from '@fast-check/vitest';
import { imported, operatorImported } from '../support/imports.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { emptyRecord } from '../../src/lib/record/fold.ts';
import type { RecordState } from '../../src/lib/record/state.ts';
import { recompute } from '../../src/lib/scoring/certified.ts';
import { examples, FULL } from '../support/full.ts';
import { foldRecord, lastNumber } from '../support/record.ts';
import {
	certification,
	certify,
	closingOf,
	draftUpdate,
	freshKey,
	link,
	openWorld,
	publishedGoal,
	publishNew,
	registration,
	revisionOf,
	TODAY,
	transcribed,
	translation,
	type World
} from '../support/world.ts';
import { stepsOf } from './steps.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

/**
 * A leader who calls the database directly, past every form. Whatever is taken, the record must still
 * read back and fold: one entry that does not would withhold the organization's figures for good.
 */
let world: World;
let state: RecordState = emptyRecord();
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

/** Of what is refused, and none for what is taken. */
const CODES = [undefined, '22W01', '22P02', '22P05', '23514'];
const HOSTILE: unknown[] = [
	null,
	true,
	-1,
	0,
	4.5,
	5,
	1e6,
	1e300,
	'',
	' ',
	'\u00a0',
	'\u3000\ufeff',
	'\0',
	'\u0007',
	'\ud800',
	'a\nb',
	'x'.repeat(1_001),
	'🧭'.repeat(501),
	'🧭'.repeat(50_001),
	'http://',
	'http:// x',
	'http://\u00a0',
	'https://%zz',
	'javascript:alert(1)',
	'ftp://example.org',
	'Infinity',
	'infinity',
	'-infinity',
	'10000-01-01',
	'0001-01-01 BC',
	'today',
	'2026-02-30',
	'{}',
	'{{a},{b}}',
	[],
	[null],
	[[0]],
	[['a'], ['b']],
	[''],
	['\u2003'],
	['a', null],
	[-1],
	[1.5],
	['0'],
	[99],
	{},
	{ a: 1 },
	'published',
	'AB'.repeat(32)
];
const hostile = fc.constantFrom(...HOSTILE);

type Path = (string | number)[];
function pathsOf(value: unknown, path: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [path];
	return [path, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}
function put(value: unknown, path: Path, to: unknown): unknown {
	const [first, ...rest] = path;
	if (first === undefined) return to;
	const copy = structuredClone(value) as Record<string, unknown>;
	if (to === undefined && rest.length === 0) delete copy[first];
	else copy[first] = put(copy[first], rest, to);
	return copy;
}
/** The value with one to three of its parts replaced or left out. */
const spoilt = <T>(value: T) =>
	fc
		.array(
			fc.tuple(
				fc.constantFrom(...pathsOf(value).slice(1)),
				fc.oneof(hostile, fc.constant(undefined))
			),
			{ minLength: 1, maxLength: 3 }
		)
		.map(
			(changes) =>
				changes.reduce<unknown>((result, [path, to]) => {
					try {
						return put(result, path, to);
					} catch {
						return result;
					}
				}, value) as T
		);

/**
 * A number or an object where a list belongs. The embedded library hands it to PGlite as it is, which
 * takes the connection down with it (not so PostgREST); the app's own calls only ever pass lists.
 */
const isNoList = (value: unknown) =>
	value !== null && value !== undefined && typeof value !== 'string' && !Array.isArray(value);

/** The same every time, so that a failure can be looked into. */
const sample = <T>(values: fc.Arbitrary<T>, numRuns: number) =>
	fc.sample(values, { numRuns: examples(numRuns), seed: 20261121 });

/** Folds what was added; throws where the public site would. */
async function readsBack(): Promise<void> {
	state = await foldRecord(world, state);
	expect(state.seq).toBe(await lastNumber(world));
}

test('hostile steps of an import', async () => {
	let taken = 0;
	let refused = 0;
	const { id: organization, slug } = await transcribed(world);
	await readsBack();
	for (const steps of sample(spoilt(stepsOf('placeholder')), 200)) {
		const own = JSON.parse(JSON.stringify(steps).replaceAll('placeholder', freshKey()));
		const expected = state.organizations.get(slug)!.entries.at(-1)!.seq;
		const call = { organization, expected, steps: own };
		const { error } = await imported(world.leader.client, call);
		if (error) refused++;
		else taken++;
		await readsBack();
	}
	// Both happen, or the test would show nothing.
	expect(Math.min(taken, refused)).toBeGreaterThan(FULL ? 3 : 0);
});

test('hostile registrations by the operator', async () => {
	for (const facts of sample(spoilt(registration('New')), 80)) {
		await operatorImported(world.operator, {
			slug: freshKey(),
			registration: facts as never,
			expected: 0,
			steps: []
		});
		await readsBack();
	}
});

test('hostile drafts of goals, published', async () => {
	const { client } = world.leader;
	const draft = {
		area: 'policy',
		title: 'A goal',
		statement: 'A statement.',
		criteria: ['First'],
		target_on: '2026-12-31',
		target_basis: 'stated',
		target_note: 'A note',
		outlook: 'likely',
		effective_on: '2026-01-10'
	};
	let taken = 0;
	for (const one of sample(spoilt(draft), 150)) {
		const { data: goal } = await client.rpc('create_goal', {
			organization: world.acme,
			draft: { key: freshKey(), ...one }
		});
		if (goal === null) continue;
		const { error } = await client.rpc('publish_goal', { goal });
		if (!error) taken++;
		await readsBack();
	}
	expect(taken).toBeGreaterThan(0);
});

test('hostile updates and evidence, published', async () => {
	const { client } = world.leader;
	const { goal } = await publishedGoal(client, world.acme);
	const update = {
		draft: { effective_on: '2026-03-01', grade: 2, narrative: 'Done.' },
		evidence: [
			link([0], { archived_url: 'https://archive.example/x' }),
			{
				kind: 'file',
				visibility: 'redacted',
				title: 'A file',
				criteria: [1],
				sha256: 'ab'.repeat(32),
				redaction: { category: 'legal', description: 'Under seal.' }
			}
		]
	};
	let taken = 0;
	for (const { draft, evidence } of sample(spoilt(update), 200)) {
		const { data: progress_update } = await client.rpc('save_progress_update', {
			goal,
			draft: draft as never,
			evidence: evidence as never
		});
		if (progress_update === null) continue;
		const { error } = await client.rpc('publish_progress_update', { progress_update });
		if (!error) taken++;
		await readsBack();
	}
	expect(taken).toBeGreaterThan(0);
});

test('hostile revisions', async () => {
	const { leader, acme } = world;
	const { goal } = await publishedGoal(leader.client, acme);
	const said = await revisionOf(leader.client, goal, {
		// Covers whatever becomes of the criteria.
		change: 'narrowed',
		target: { on: '2026-12-31', basis: 'derived', note: 'A note.' },
		outlook: 'likely',
		source: 'https://example.org',
		translation: { ...translation, target_note: '说明', reason: '理由' },
		effective_on: TODAY
	});
	let taken = 0;
	for (const facts of sample(spoilt(said), 200)) {
		const { error } = await publishNew(leader.client, acme, 'goal.revised', facts);
		expect(CODES, JSON.stringify(error)).toContain(error?.code);
		if (!error) taken++;
		await readsBack();
	}
	expect(taken).toBeGreaterThan(0);
});

test('hostile evidence past the functions, published', async () => {
	const { leader, acme } = world;
	const { goal } = await publishedGoal(leader.client, acme);
	for (const criteria of HOSTILE.filter((value) => !isNoList(value))) {
		const update = await draftUpdate(leader.client, goal, { effective_on: TODAY }, []);
		await leader.client.from('evidence').insert({
			organization_id: acme,
			update_id: update,
			position: 0,
			kind: 'link',
			visibility: 'public',
			title: 'T',
			url: 'https://example.org',
			criteria: criteria as number[]
		});
		await leader.client.rpc('publish_progress_update', { progress_update: update });
		await readsBack();
	}
});

test('hostile closings', async () => {
	const { client } = world.leader;
	const said = { as: 'withdrawn', reason: 'A reason.', effective_on: TODAY, successors: [] };
	let taken = 0;
	for (const facts of sample(spoilt(said), 100)) {
		const { goal } = await closingOf(client, (await publishedGoal(client, world.acme)).goal);
		const { error } = await publishNew(client, world.acme, 'goal.closed', { ...facts, goal });
		if (!error) taken++;
		await readsBack();
	}
	expect(taken).toBeGreaterThan(0);
});

test('hostile certified scorecards', async () => {
	const { leader, acme } = world;
	await publishedGoal(leader.client, acme);
	await readsBack();
	const { figures, position, ...facts } = { ...certification(), reason: 'A reason.' };
	const drafts = fc.oneof(
		spoilt(facts).map((one) => ({ ...one, figures })),
		spoilt(figures).map((one) => ({ ...facts, figures: one })),
		spoilt(position).map((one) => ({ ...facts, figures, position: one }))
	);
	let taken = 0;
	let refused = 0;
	for (const draft of sample(drafts, 150)) {
		const { certified, entries } = state.organizations.get('acme')!;
		const standing = certified.findLast(({ period }) => period === draft.period);
		const { error } = await certify(leader.client, acme, {
			// Else the first that is taken would have all the others refused.
			position: { seq: entries.at(-1)!.seq },
			...draft,
			...(standing && { corrects: standing.seq })
		});
		if (error) refused++;
		else taken++;
		await readsBack();
	}
	expect(Math.min(taken, refused)).toBeGreaterThan(FULL ? 3 : 0);
	// Whatever they say of themselves, every one can be recomputed.
	const acmes = state.organizations.get('acme')!;
	for (const entry of acmes.certified)
		expect(recompute(acmes, entry)!.differences.length).toBeGreaterThan(0);
});
