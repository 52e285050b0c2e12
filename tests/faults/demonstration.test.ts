import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addDays } from '../../src/lib/record/day.ts';
import { emptyRecord } from '../../src/lib/record/fold.ts';
import { recompute } from '../../src/lib/scoring/certified.ts';
import { DEMONSTRATION_SLUG } from '../../src/lib/drafts/people/demonstration.ts';
import { publicClient } from '../../src/lib/server/backend/backend.ts';
import { openEmbedded, type Embedded } from '../../src/lib/server/backend/embedded.ts';
import { readConfig } from '../../src/lib/server/config.ts';
import { asOf } from '../../src/lib/server/demonstration/demonstration-days.ts';
import { seedDemonstration } from '../../src/lib/server/demonstration/demonstration.ts';
import { readRecord } from '../../src/lib/server/record/read.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

let directory: string;
let backend: Embedded;
beforeAll(async () => {
	directory = mkdtempSync(join(tmpdir(), 'waymark-demonstration-'));
	const config = readConfig({ DATA_DIR: join(directory, 'data'), DEMO: 'on' });
	backend = await openEmbedded(config, { seed: seedDemonstration });
});
afterAll(async () => {
	await backend.close();
	rmSync(directory, { recursive: true });
});

test('each entry of the fictional organization was recorded on its day, in order, and the record is whole', async () => {
	// Reading checks every number and hash.
	const state = await readRecord(publicClient(backend), emptyRecord());
	const { entries } = state.organizations.get(DEMONSTRATION_SLUG)!;
	expect(entries.length).toBeGreaterThan(100);
	const late = entries.filter(
		({ recorded_at, effective_on }) => recorded_at.slice(0, 10) !== effective_on
	);
	// But one, to show what comes of it.
	expect(late).toMatchObject([{ kind: 'progress.reported', update: 'late-spring-count' }]);
	expect(late[0]!.recorded_at > addDays(late[0]!.effective_on, 31)).toBe(true);
	const moments = entries.map(({ recorded_at }) => recorded_at);
	expect(moments).toEqual(moments.toSorted());
	// Transcribed afterwards, on the day that it was.
	const others = [...state.organizations.values()].filter(
		({ slug }) => slug !== DEMONSTRATION_SLUG
	);
	expect(others).toHaveLength(1);
	expect(others[0]!.entries[0]!.seq).toBe(entries.length + 1);
});

test('what was certified can be computed again from the entries up to its position', async () => {
	const state = await readRecord(publicClient(backend), emptyRecord());
	const organization = state.organizations.get(DEMONSTRATION_SLUG)!;
	const { rows } = await backend.database.query<{ seq: number; leaf_hash: string }>(
		'select seq::integer as seq, leaf_hash from public.record_entries'
	);
	const leaves = new Map(rows.map(({ seq, leaf_hash }) => [seq, leaf_hash]));
	const all = organization.entries.filter((entry) => entry.kind === 'scorecard.certified');
	expect(all).toHaveLength(7);
	for (const entry of all) {
		expect(leaves.get(entry.position.seq)).toBe(entry.position.leaf_hash);
		expect(recompute(organization, entry)).toMatchObject({ differences: [] });
	}
});

test('the record is append-only again', async () => {
	await expect(
		backend.database.exec(`update public.record_entries set kind = 'a.b' where seq = 1`)
	).rejects.toThrow('append_only');
});

test('the roadmap as it stood leaves out what came later, and goals that were not there', () => {
	const on = (day: number) => ({ effective_on: addDays('2026-01-01', day) });
	const goals = [
		{ key: 'a', revisions: [on(0), on(9)], updates: [on(3), on(5)], closed: on(9) },
		{ key: 'b', revisions: [on(6)], updates: [] }
	];
	expect(
		JSON.parse(asOf(JSON.stringify({ format: 'x', goals }), addDays('2026-01-01', 4)))
	).toEqual({
		format: 'x',
		goals: [{ key: 'a', revisions: [on(0)], updates: [on(3)] }]
	});
});
