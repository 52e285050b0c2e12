import { setTimeout as sleep } from 'node:timers/promises';
import { addAll, carryOut } from '../../src/lib/server/imports/carry-out.ts';
import { parts } from '../../src/lib/server/imports/parts.ts';
import { planFile } from '../../src/lib/server/imports/plan.ts';
import * as store from '../../src/lib/server/imports/store.ts';
import { openDatabase } from '../support/database.ts';
import { print } from './measure.ts';
import { longRoadmap } from './roadmap.ts';
import { LAST } from './synthetic-record.ts';

/** A long import into the embedded database, and how long anybody else waits for an answer meanwhile. */

/** Makes a little more than ten thousand entries. */
const MONTHS = 46;
/** Between one request and the next, in ms. */
const PAUSE = 20;

export async function benchImports(months = MONTHS): Promise<void> {
	const { slug, text } = longRoadmap(months);
	const { operator, anonymous, close } = await openDatabase();
	const waits: Record<string, { ms: number; own: number }[]> = {};
	let stage = 'alone';
	const ask = async () => {
		// From before the pause on: what holds this thread lets no timer end, and no request in.
		const [start, used] = [performance.now(), process.cpuUsage()];
		const asked = stage;
		await sleep(PAUSE);
		await anonymous.from('organizations').select('slug').limit(1);
		const { user, system } = process.cpuUsage(used);
		const ms = performance.now() - start - PAUSE;
		(waits[asked] ??= []).push({ ms, own: (user + system) / 1_000 });
	};
	for (let n = 0; n < 50; n += 1) await ask();

	let over = false;
	const others = (async () => {
		while (!over) await ask();
	})();
	const start = performance.now();
	stage = 'read and planned';
	const plan = await planFile('bench', {
		bytes: new TextEncoder().encode(text),
		slug,
		stored: [],
		raw: [],
		rules: { two_person_rule: null, kept_by: 'transcriber' },
		today: LAST
	});
	if (!plan.ok) throw new Error(JSON.stringify(plan).slice(0, 1_000));
	const [registration, ...steps] = plan.planned.steps.flat();
	stage = 'sent';
	const call = { slug, registration: registration!, expected: 0, total: steps.length };
	const begun = await store.operatorBegin(operator, call);
	if ('failure' in begun) throw new Error(begun.failure.message);
	const unsent = await addAll(operator, begun.id, parts(steps));
	if (unsent) throw new Error(unsent.message);
	stage = 'checked and published';
	const done = await carryOut(operator, begun.id, {
		say: ({ published_after }) => {
			if (published_after !== null) stage = 'brought into the workspace';
		}
	});
	if ('failure' in done) throw new Error(done.failure.message);
	const seconds = (performance.now() - start) / 1_000;
	over = true;
	await others;
	await close();

	const alone = waits.alone!.map(({ ms }) => ms).sort((a, b) => a - b)[waits.alone!.length >> 1]!;
	print(
		[
			`Import of ${steps.length + 1} entries`,
			'asked',
			'× alone',
			'longest, ms',
			'of its own time, ms'
		],
		Object.entries(waits).map(([name, times]) => {
			const [longest, own] = [
				Math.max(...times.map(({ ms }) => ms)),
				Math.max(...times.map((each) => each.own))
			];
			const ratio = (longest / alone).toFixed(0);
			return [name, String(times.length), ratio, longest.toFixed(0), own.toFixed(0)];
		})
	);
	console.log(
		`One request after another of somebody else while a file is imported, which took ${seconds.toFixed(0)} s;` +
			`\n× is the longest wait ÷ the median without an import; its own time leaves out what else this machine did.`
	);
}

if (import.meta.main) await benchImports(Number(process.argv[2] ?? MONTHS));
