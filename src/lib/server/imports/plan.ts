import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../paraglide/runtime.js';
import type { StoredEntry } from '../../log/verify.ts';
import type { RawEntry } from '../../record/raw.ts';
import type { Problem } from '../../roadmap/file/problem.ts';
import type { ImportStep } from '../../roadmap/plan/steps.ts';
import type { Rules } from '../../drafts/leader-import.ts';

/**
 * Reads a roadmap file and plans its import beside the server's one thread, which answers everybody else:
 * ten thousand entries take a second or two.
 */

export type Task = {
	/** The file as it was sent. */
	bytes: Uint8Array<ArrayBuffer>;
	/** The organization to compare with, and what the record has of it: what was read, and what is kept raw. */
	slug: string;
	stored: StoredEntry[];
	raw: RawEntry[];
	/** What the organization asks of a file that a leader brings. */
	rules: Rules;
	/** YYYY-MM-DD. */
	today: string;
	locale: ReturnType<typeof getLocale>;
};

export type Planned = {
	/** The organization that the file is of. */
	slug: string;
	/** The organization's last number; 0 without one. */
	expected: number;
	total: number;
	notes: string[];
	/** In parts that one request each can take. */
	steps: ImportStep[][];
};
export type Plan =
	{ ok: true; planned: Planned } | { ok: false; problems?: Problem[]; differences?: Problem[] };

/** What the worker says: one answer, and after a plan its steps part by part. */
export type Said =
	| { plan: Plan }
	| {
			/** The next part of the plan's steps. */
			part: ImportStep[];
	  };

/** As many as are read at once; each may take this much memory, in MB. */
const READERS = 1;
const MEMORY = 768;
/** How long one file may be read, in ms; the others wait meanwhile. */
const LONGEST = 60_000;
const inTurn = pLimit(READERS);

/** Whose file is being read, or waits for its turn: with one each, nobody holds up the others for long. */
const reading = new Set<string>();

/**
 * Plans the import of a file that a person sent, in the language of the request; a second one meanwhile is
 * refused. The bytes are the worker's from then on.
 */
export async function planFile(
	person: string,
	task: Omit<Task, 'locale'>,
	longest = LONGEST
): Promise<Plan> {
	if (reading.has(person))
		return { ok: false, problems: [{ path: '', message: m.import_one_at_a_time() }] };
	const whole: Task = { ...task, locale: getLocale() };
	reading.add(person);
	try {
		return await inTurn(() => ask(whole, longest));
	} finally {
		reading.delete(person);
	}
}

function ask(task: Task, longest: number): Promise<Plan> {
	return new Promise((resolve, reject) => {
		// Run from its source, which stands beside each build of the app.
		const worker = new Worker(join(process.cwd(), 'src/lib/server/imports/plan-worker.ts'), {
			workerData: task,
			transferList: [task.bytes.buffer],
			resourceLimits: { maxOldGenerationSizeMb: MEMORY }
		});
		let plan: Plan | undefined;
		const refuse = (message: string) => resolve({ ok: false, problems: [{ path: '', message }] });
		const timer = setTimeout(() => {
			refuse(m.import_too_long({ seconds: longest / 1_000 }));
			void worker.terminate();
		}, longest);
		worker.on('message', (said: Said) => {
			if ('plan' in said) plan = said.plan;
			else if (plan?.ok) plan.planned.steps.push(said.part);
		});
		worker.once('error', (error: Error & { code?: string }) => {
			if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return reject(error);
			refuse(m.import_too_large());
		});
		worker.once('exit', () => {
			clearTimeout(timer);
			if (plan) resolve(plan);
			else reject(new Error('A roadmap file could not be read: its reader ended early.'));
		});
	});
}
