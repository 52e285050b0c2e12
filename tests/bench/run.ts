/**
 * npm run bench: how reading the record, scoring it and serving it grow with its size. The figures are
 * ratios, measured side by side in this one run: near 2 for twice the entries is linear growth.
 * Milliseconds are of this machine, and printed for information only.
 */
import { fold } from '../../src/lib/record/fold.ts';
import { parseEntry } from '../../src/lib/record/parse.ts';
import { newest } from '../../src/lib/scoring/methods.ts';
import { steps } from '../../src/lib/scoring/steps.ts';
import { makeRunDirectory, removeRunDirectory } from '../e2e/support/directories.ts';
import { underAttack } from './hostile.ts';
import { benchImports } from './imports.ts';
import { print, time } from './measure.ts';
import { openSite } from './pages.ts';
import { benchSignIn } from './sign-in.ts';
import { FIRST, LAST, MONTHS, syntheticRecord } from './synthetic-record.ts';
import { storedEntry } from '../../src/lib/record/testing.ts';

const PAGES = [
	'/',
	'/methodology',
	'/methodology/sensitivity?organization=example',
	'/record',
	'/record?page=50',
	'/record?entry=2000',
	'/example',
	'/example?as_of=2023-06-30',
	'/example?per=month',
	'/example/areas/security',
	'/example/goals/goal-1',
	'/example/certified',
	'/example/certified/2024-Q4',
	'/example/changes',
	'/compare',
	'/compare/goals?q=found+wrote',
	'/example/calendar'
];

const records = [1 / 8, 1 / 4, 1 / 2, 1].map((share) => {
	const entries = syntheticRecord(MONTHS * share);
	const stored = entries.map((entry) => storedEntry(entry));
	const organization = [...fold(entries).organizations.values()][0]!;
	return { entries, stored, organization };
});

const quarters = steps(FIRST, LAST, 'quarter');
const months = steps(FIRST, LAST, 'month');
const work = records.map(({ entries, stored, organization }) => ({
	'JSON.parse': time(() => stored.map(({ body }) => JSON.parse(body))),
	'read and check': time(() => stored.map(parseEntry)),
	fold: time(() => fold(entries)),
	scorecard: time(() => newest.scorecard(organization, LAST, entries.length)),
	[`trend, ${quarters.length} quarters`]: time(() => newest.series(organization, quarters, 1)),
	[`trend, ${months.length} months`]: time(() => newest.series(organization, months, 1))
}));

const site = await openSite();
const pages: Record<string, number>[] = [];
const sizesOf: Record<string, number>[] = [];
for (const { entries, stored } of records) {
	site.show(entries, stored);
	const row: Record<string, number> = {};
	for (const path of PAGES) row[path] = await site.time(path);
	pages.push(row);
	const bytes: Record<string, number> = {};
	for (const path of PAGES) bytes[path] = await site.size(path);
	sizesOf.push(bytes);
}
await benchSignIn(site);
await site.close();

const sizes = records.map(({ entries }) => String(entries.length));
const card = work.at(-1)!.scorecard!;
for (const [title, columns] of [
	['Work', work],
	['Page', pages]
] as const)
	print(
		[title, ...sizes.slice(1).map((size) => `× at ${size}`), '÷ scorecard', 'ms'],
		Object.keys(columns[0]!).map((name) => {
			const times = columns.map((column) => (column as Record<string, number>)[name]!);
			const ratios = times.slice(1).map((ms, index) => (ms / times[index]!).toFixed(2));
			const last = times.at(-1)!;
			return [name, ...ratios, (last / card).toFixed(1), last.toFixed(1)];
		})
	);
print(
	['Page, kB', ...sizes],
	PAGES.map((path) => [path, ...sizesOf.map((bytes) => (bytes[path]! / 1000).toFixed(0))])
);
console.log(
	`Records of ${sizes.join(', ')} entries, each over ten years of one organization; × is the time` +
		`\nthere ÷ the time at the size before, the rest is at ${sizes.at(-1)} entries.`
);

await makeRunDirectory();
print(['Hostile request', 'answer', 'ms', '× home'], await underAttack());
await removeRunDirectory();
console.log(
	'× is the longest delay of the home page meanwhile ÷ its longest without, in this run.'
);
await benchImports();
