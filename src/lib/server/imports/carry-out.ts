import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportStep } from '../../roadmap/plan/steps.ts';
import type { Client } from '../backend/backend.ts';
import { failure, type Failure } from '../database/failure.ts';
import * as store from './store.ts';
import type { Import, Outcome } from './store.ts';

/** Takes an import through: rehearsed a few steps at a time, published at once, settled a few at a time. */

/** How long one request is to take, in ms: so long everybody else may have to wait. */
const HOLD = 150;
/**
 * How long the others then have the server for themselves, in ms. The embedded database answers in this very
 * thread without ever letting go of it: without a pause nobody else would be heard until all is done.
 */
const PAUSE = 20;
const LEAST = 10;
const MOST = 500;
/** Another import of the organization is settled within seconds, unless the database is away. */
const PATIENCE = 120;

export type Way = {
	/** Told of the import after each request. */
	say?: (now: Import) => void;
	/** Aborted: the request under way is the last. */
	signal?: AbortSignal;
};

const pause = ({ signal }: Way) => sleep(PAUSE, undefined, { signal });

/** Adds all steps, which come in parts; returns why not, or null. */
export async function addAll(
	client: Client,
	id: string,
	parts: Iterable<ImportStep[]>,
	{ say, signal }: Way = {}
): Promise<Failure | null> {
	let first = 1;
	for (const part of parts) {
		const added = await store.add(client, id, first, part);
		if ('failure' in added) return added.failure;
		say?.(added.import);
		first += part.length;
		await pause({ signal });
	}
	return null;
}

/** Rehearses, publishes and settles; an import that was cut off goes on where it stood. */
export async function carryOut(
	client: Client,
	id: string,
	way: Way = {}
): Promise<Outcome<{ import: Import }>> {
	const rehearsed = await partByPart(
		(size) => patiently(() => store.rehearse(client, id, size), way),
		(now) => now.state !== 'ready' || now.rehearsed === now.total,
		way
	);
	if ('failure' in rehearsed) return rehearsed;
	await pause(way);
	const published = await patiently(() => store.publish(client, id), way);
	if ('failure' in published) return published;
	// The database has another version since, with other rules.
	if (published.import.state === 'ready') return carryOut(client, id, way);
	way.say?.(published.import);
	const { refusal } = published.import;
	if (refusal) return { failure: failureOf(refusal) };
	await pause(way);
	return settle(client, id, way);
}

/** Brings what an import has published into the workspace. */
export function settle(
	client: Client,
	id: string,
	way: Way = {}
): Promise<Outcome<{ import: Import }>> {
	return partByPart(
		(size) => store.settle(client, id, size),
		(now) => now.state !== 'settling',
		way
	);
}

/** Why an import cannot be published, in words. */
export const failureOf = (refusal: NonNullable<Import['refusal']>): Failure =>
	failure(refusal as { code: string; message: string; details?: string });

/** Takes one part after another, each as large as takes about as long as a request is to take. */
async function partByPart(
	take: (size: number) => Promise<Outcome<{ import: Import }>>,
	isDone: (now: Import) => boolean,
	{ say, signal }: Way
): Promise<Outcome<{ import: Import }>> {
	let size = 20;
	for (;;) {
		signal?.throwIfAborted();
		const start = performance.now();
		const taken = await take(size);
		if ('failure' in taken) return taken;
		say?.(taken.import);
		if (isDone(taken.import)) return taken;
		const fitting = (size * HOLD) / (performance.now() - start);
		size = Math.round(Math.min(Math.max(fitting, size / 2, LEAST), size * 2, MOST));
		await pause({ signal });
	}
}

/** Waits while another import of the organization is being settled. */
async function patiently<T>(ask: () => Promise<Outcome<T>>, { signal }: Way): Promise<Outcome<T>> {
	for (let asked = 1; ; asked += 1) {
		const answer = await ask();
		const waits =
			typeof answer === 'object' &&
			answer !== null &&
			'failure' in answer &&
			answer.failure.code === 'import_settling';
		if (!waits || asked === PATIENCE) return answer;
		await sleep(1_000, undefined, { signal });
	}
}
