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

export async function benchImports(months = MONTHS): Promise<void> {
	const { slug, text } = longRoadmap(months);
	const { operator, anonymous, close } = await openDatabase();
	const waits: Record<string, number[]> = {};
	let stage = 'alone';
	const ask = async () => {
		const start = performance.now();
		const asked = stage;
		await anonymous.from('organizations').select('slug').limit(1);
		(waits[asked] ??= []).push(performance.now() - start);
	};
	for (let n = 0; n < 50; n += 1) await ask();

	let over = false;
	const others = (async () => {
		for (; !over; await sleep(20)) await ask();
	})();
	const start = performance.now();
	stage = 'read and planned';
	const plan = await planFile({
		bytes: new TextEncoder().encode(text),
		slug,
		stored: [],
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
	stage = 'checked';
	const done = await carryOut(operator, begun.id, {
		say: ({ rehearsed, total, published_after }) => {
			if (published_after !== null) stage = 'brought into the workspace';
			else if (rehearsed === total) stage = 'published';
		}
	});
	if ('failure' in done) throw new Error(done.failure.message);
	const seconds = (performance.now() - start) / 1_000;
	over = true;
	await others;
	await close();

	const alone = waits.alone!.sort((a, b) => a - b)[waits.alone!.length >> 1]!;
	print(
		[`Import of ${steps.length + 1} entries`, 'asked', '× alone', 'longest, ms'],
		Object.entries(waits).map(([name, times]) => {
			const longest = Math.max(...times);
			return [name, String(times.length), (longest / alone).toFixed(0), longest.toFixed(0)];
		})
	);
	console.log(
		`One request after another of somebody else while a file is imported, which took ${seconds.toFixed(0)} s;` +
			`\n× is the longest wait ÷ the median without an import.`
	);
}

if (import.meta.main) await benchImports(Number(process.argv[2] ?? MONTHS));
