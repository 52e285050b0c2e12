/**
 * npm run weights: how much each kind of page weighs at 200 goals over ten years, as a proxy compresses it.
 * Fails where one is over the budget.
 */
import { gzipSync } from 'node:zlib';
import { storedEntry } from '../../src/lib/record/testing.ts';
import { print } from './measure.ts';
import { openSite } from './pages.ts';
import { LAST, MONTHS, syntheticRecord } from './synthetic-record.ts';

/** Of a page, compressed, in bytes. */
const BUDGET = 40_000;

const PAGES = [
	'/',
	'/compare',
	'/compare/goals?q=found+wrote',
	'/methodology',
	'/methodology/sensitivity?organization=example',
	'/record',
	'/record?entry=2000',
	'/example',
	'/example?per=month',
	'/example/goals',
	'/example/goals?sort=slip',
	'/example/goals/goal-1',
	'/example/areas/security',
	'/example/changes',
	'/example/changes?weakening=any',
	'/example/trend',
	'/example/trend?per=month',
	'/example/delivery',
	'/example/reviews',
	'/example/certified',
	'/example/certified/2024-Q4',
	'/example/calendar'
];

const entries = syntheticRecord(MONTHS);
const site = await openSite();
site.show(
	entries,
	entries.map((entry) => storedEntry(entry))
);
const weights = [];
for (const path of PAGES) {
	// As on the record's last day, and not years after it.
	const html = await site.get(`${path}${path.includes('?') ? '&' : '?'}as_of=${LAST}`);
	weights.push({ path, raw: html.length, compressed: gzipSync(html).length });
}
await site.close();

print(
	['Page', 'kB', 'gzip kB', `÷ ${BUDGET / 1000} kB`],
	weights.map(({ path, raw, compressed }) => [
		path,
		(raw / 1000).toFixed(0),
		(compressed / 1000).toFixed(1),
		(compressed / BUDGET).toFixed(2)
	])
);
const over = weights.filter(({ compressed }) => compressed > BUDGET);
console.log(`${entries.length} entries; ${over.length} of ${weights.length} pages are over.`);
process.exitCode = over.length > 0 ? 1 : 0;
