import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { operatorClient } from '../../src/lib/server/backend/backend.ts';
import type { StoredEntry } from '../../src/lib/log/verify.ts';
import { parseEntry } from '../../src/lib/record/parse.ts';
import { foldWhole } from '../../src/lib/record/testing.ts';
import { open } from '../support/open.ts';
import { must } from '../support/outcome.ts';
import { openWorld, publishedGoal } from '../support/world.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const PUBLISHER = join(import.meta.dirname, 'publisher.ts');
let directory: string;
let email: string;
let goal: string;

beforeAll(async () => {
	const world = await openWorld();
	({ email } = world.leader);
	({ goal } = await publishedGoal(world.leader.client, world.acme));
	await world.backend.close();
	({ directory } = world);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Publisher = { process: ChildProcess; lines: string[]; line(count: number): Promise<void> };

function start(...args: string[]): Publisher {
	const child = spawn(process.execPath, [PUBLISHER, ...args], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const lines: string[] = [];
	createInterface({ input: child.stdout! }).on('line', (line) => lines.push(line));
	return {
		process: child,
		lines,
		/** Waits until it has printed so many lines. */
		async line(count) {
			while (lines.length < count) {
				if (child.exitCode !== null) throw new Error('The publisher ended by itself.');
				await sleep(5);
			}
		}
	};
}

async function kill({ process: child }: Publisher): Promise<void> {
	const ended = once(child, 'close');
	child.kill('SIGKILL');
	await ended;
}

/** Opens the directory at once, and finds every number that was given out, in a record that is whole. */
async function survey(acknowledged: number[]): Promise<number> {
	const backend = await open(directory);
	const { rows } = await backend.database.query<StoredEntry>(
		'select seq::int, body, envelope, leaf_hash from public.record_entries order by seq'
	);
	const { rows: marked } = await backend.database.query<{ seq: number }>(
		'select published_seq::int as seq from public.progress_updates where published_seq is not null'
	);
	await backend.close();
	// Parsing checks the hashes, folding that there is no gap, and that every entry takes its place.
	const { seq } = foldWhole(rows.map(parseEntry));
	const numbers = rows
		.filter(({ body }) => JSON.parse(body).kind === 'progress.reported')
		.map((row) => row.seq);
	expect(marked.map((row) => row.seq).sort((a, b) => a - b)).toEqual(numbers);
	expect(numbers).toEqual(expect.arrayContaining(acknowledged));
	return seq;
}

test('killed while it publishes, it loses nothing that it acknowledged', async () => {
	const acknowledged: number[] = [];
	let last = 0;
	for (let round = 0; round < 3; round++) {
		const publisher = start(directory, email, goal);
		// It opens the directory, then publishes: three acknowledged, however slow the machine.
		await publisher.line(4);
		if (round === 0)
			await expect(open(directory)).rejects.toThrow(
				`is in use by another Waymark process (process ${publisher.process.pid})`
			);
		await sleep(Math.random() * 700);
		await kill(publisher);
		acknowledged.push(...publisher.lines.slice(1).map(Number));
		const seq = await survey(acknowledged);
		expect(seq).toBeGreaterThan(last);
		last = seq;
	}
	expect(acknowledged.length).toBeGreaterThanOrEqual(9);
});

test('a first start that is killed in the middle is made anew', async () => {
	const fresh = mkdtempSync(join(tmpdir(), 'waymark-first-'));
	// Files that are half there, then files that are there but not yet a database of ours.
	for (const sign of ['postgres', 'postgres/PG_VERSION']) {
		const first = start(fresh);
		while (!existsSync(join(fresh, sign))) await sleep(5);
		await sleep(Math.random() * 200);
		await kill(first);
		expect(existsSync(join(fresh, 'unfinished'))).toBe(true);
	}
	const backend = await open(fresh);
	expect(await must(operatorClient(backend).rpc('needs_set_up'))).toBe(true);
	expect(existsSync(join(fresh, 'unfinished'))).toBe(false);
	await backend.close();
	rmSync(fresh, { recursive: true, force: true });
});
