import type { GoalTextRow } from '../../src/lib/drafts/kinds/goal-text.ts';
import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CHANGES } from '../../src/lib/record/vocabulary.ts';
import { find, type Goal } from '../../src/lib/server/drafts/goals.ts';
import * as updates from '../../src/lib/server/drafts/updates.ts';
import { revisionFacts } from '../../src/lib/drafts/kinds/revision-entry.ts';
import { revisionDraftOf } from '../../src/lib/drafts/kinds/revision-form.ts';
import { revisionProblems, updateProblems } from '../../src/lib/drafts/readiness/readiness.ts';
import { examples, FULL } from '../support/full.ts';
import { emptyRecord } from '../../src/lib/record/fold.ts';
import { outcome } from '../support/outcome.ts';
import { foldRecord } from '../support/record.ts';
import {
	draftUpdate,
	freshKey,
	link,
	openWorld,
	publishedGoal,
	publishedUpdate,
	publishNew,
	TODAY,
	type World
} from '../support/world.ts';

/** A preview offers to publish a draft exactly where the database would. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

/** So few as a quarter have to be the same each time: both outcomes have to be among them. */
const RUNS = FULL ? { numRuns: 40 } : { numRuns: examples(40), seed: 20261121 };
/** Mostly the first, so that one fault does not hide behind another. */
const mostly = <T>(usual: T, ...others: T[]) =>
	fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));

const target = fc.constantFrom(
	{},
	{ target_on: '2026-12-31', target_basis: 'stated' },
	{ target_on: '2026-12-31', target_basis: 'derived' },
	{ target_on: '2027-03-31', target_basis: 'stated', target_note: 'A note' }
);
const text = fc
	.tuple(
		fc.record({
			title: fc.constantFrom('A goal', 'A goal, reworded'),
			statement: mostly('What is promised.', 'What is promised.\n', ' '),
			criteria: fc.constantFrom<string[][]>(
				[],
				['First'],
				['First', 'Second'],
				['second.', 'First'],
				['First', 'Third']
			)
		}),
		target
	)
	.map(([words, aim]) => ({ ...words, ...aim }));

/** The record, as far as it was read; each reading goes on from there. */
const record = emptyRecord();
async function read(key: string): Promise<Goal> {
	const recorded = (await foldRecord(world, record)).organizations.get('acme')!.goals.get(key);
	return (await find(world.leader.client, world.acme, key, recorded))!;
}

/** What a revision may leave out. */
const NOTHING_ELSE = {
	target_on: null,
	target_basis: null,
	target_note: null,
	target_within: null,
	outlook: null,
	translation: null
};

test('a revision: what it is called, what it changes, what it lacks', async () => {
	const draft = fc.record({
		before: text.filter(({ statement }) => statement !== ' '),
		after: text,
		change: fc.constantFrom(...CHANGES),
		reason: mostly('A reason.', ' '),
		effective_on: mostly('2026-03-01', '2026-01-10', '2026-01-09')
	});
	const seen = new Set<string>();
	await fc.assert(
		fc.asyncProperty(draft, async ({ before, after, ...rest }) => {
			const key = freshKey();
			await publishedGoal(world.leader.client, world.acme, { ...before, key });
			const facts = {
				goal: key,
				...rest,
				...revisionFacts({
					...NOTHING_ELSE,
					...(after as object as typeof NOTHING_ELSE & GoalTextRow),
					...rest
				})
			};
			const stored = await read(key);
			const row = revisionDraftOf(facts);
			const problems = revisionProblems(row, { ...stored, updates: [] }, TODAY);
			const { client } = world.leader;
			const came = await outcome(publishNew(client, world.acme, 'goal.revised', facts));
			seen.add(came);
			expect(problems.length === 0, `${came}: ${problems.join(' ')}`).toBe(came === 'ok');
		}),
		RUNS
	);
	expect([...seen]).toEqual(expect.arrayContaining(['ok', 'wrong_change']));
});

test('a correction: whether it corrects anything that becomes public', async () => {
	const redacted = (url: string | null) => ({
		...link([0], { visibility: 'redacted', url }),
		redaction: { category: 'legal', description: 'A contract.' }
	});
	const claim = fc.record({
		grade: fc.constantFrom(2, 2, 3),
		narrative: fc.constantFrom('What was done.', ' What was done.\n', 'What else was done.'),
		evidence: fc.constantFrom(
			[],
			[link()],
			[link([0])],
			[redacted('https://example.org/private')],
			[redacted('https://example.org/elsewhere')],
			[redacted(null)]
		)
	});
	const kept = fc.subarray(['grade', 'narrative', 'evidence'] as const);
	const seen = new Set<string>();
	const key = freshKey();
	const { goal } = await publishedGoal(world.leader.client, world.acme, { key });
	await fc.assert(
		fc.asyncProperty(claim, claim, kept, async (before, other, names) => {
			const after = { ...other };
			for (const name of names) Object.assign(after, { [name]: before[name] });
			const { client } = world.leader;
			const { evidence, ...update } = before;
			const corrected = await publishedUpdate(client, goal, update, evidence);
			const { evidence: items, ...words } = after;
			const progress_update = await draftUpdate(client, goal, words, items, corrected);
			const stored = await read(key);
			const whole = async (id: string) => (await updates.find(client, world.acme, id))!;
			const draft = await whole(progress_update);
			const problems = updateProblems(draft, await whole(corrected), stored, TODAY);
			const came = await outcome(client.rpc('publish_progress_update', { progress_update }));
			seen.add(came);
			expect(problems.length === 0, `${came}: ${problems.join(' ')}`).toBe(came === 'ok');
		}),
		RUNS
	);
	expect([...seen].sort()).toEqual(['nothing_changed', 'ok']);
});
